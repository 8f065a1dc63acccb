package io.deltaglider.cli.transfer;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A local file in the making. The bytes go to a temporary file beside it, which takes its place
 * when everything is written; until then, and for ever if that fails, it is as it was. Only a
 * device or a pipe, such as {@code /dev/null}, is written to directly. Not thread-safe.
 */
public final class TargetFile implements Closeable {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int RANDOM_BYTES = 8;
  private static final String PREFIX = ".deltaglider-";
  private static final String SUFFIX = ".part";
  private static final Pattern TEMPORARY =
      Pattern.compile(
          Pattern.quote(PREFIX) + "[0-9a-f]{" + 2 * RANDOM_BYTES + "}" + Pattern.quote(SUFFIX));

  private final Path target;
  private final Path temporary;
  private final PartialFiles partialFiles;
  private final OutputStream stream;
  private boolean finished;

  private TargetFile(Path target, Path temporary, PartialFiles partialFiles, OutputStream stream) {
    this.target = target;
    this.temporary = temporary;
    this.partialFiles = partialFiles;
    this.stream = stream;
  }

  /**
   * Begins a file. Missing directories above it are created. A symbolic link is followed.
   *
   * @throws IOException if the temporary file cannot be created, or the target is a directory
   */
  public static TargetFile create(Path path, PartialFiles partialFiles) throws IOException {
    Path target = path.toAbsolutePath();
    if (Files.exists(target)) {
      target = target.toRealPath();
      if (Files.isDirectory(target)) {
        throw new FileSystemException(target.toString(), null, "is a directory");
      }
      if (!Files.isRegularFile(target)) {
        return new TargetFile(target, target, partialFiles, Files.newOutputStream(target));
      }
    }
    Path directory = target.getParent();
    if (directory == null) {
      throw new NoSuchFileException(target.toString());
    }
    Files.createDirectories(directory);
    while (true) {
      byte[] bytes = new byte[RANDOM_BYTES];
      RANDOM.nextBytes(bytes);
      Path temporary = directory.resolve(PREFIX + HexFormat.of().formatHex(bytes) + SUFFIX);
      try {
        partialFiles.create(() -> Files.createFile(temporary));
      } catch (FileAlreadyExistsException e) {
        continue; // somebody else's: take another name
      }
      try {
        OutputStream stream = Files.newOutputStream(temporary, StandardOpenOption.WRITE);
        return new TargetFile(target, temporary, partialFiles, stream);
      } catch (IOException e) {
        partialFiles.delete(temporary);
        throw e;
      }
    }
  }

  /** Returns whether a file of this name is a target in the making, or what a kill left of one. */
  static boolean isTemporary(String fileName) {
    return TEMPORARY.matcher(fileName).matches();
  }

  /** Returns the stream to write to. */
  public OutputStream stream() {
    return stream;
  }

  /**
   * Refuses a device or a pipe, where nothing stays.
   *
   * @throws IOException if the target is one
   */
  void requireRegular() throws IOException {
    if (isDirect()) {
      throw new FileSystemException(target.toString(), null, "is no file that could keep it");
    }
  }

  /** Waits until what was written is on the medium. */
  void force() throws IOException {
    stream.flush();
    try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** Puts the file in its place. */
  public void finish() throws IOException {
    stream.close();
    if (!isDirect()) {
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
      partialFiles.remove(temporary);
    }
    finished = true;
  }

  /** Puts the file in its place, with this time of its last change. */
  public void finish(Instant lastModified) throws IOException {
    stream.close();
    if (!isDirect()) {
      Files.setLastModifiedTime(temporary, FileTime.from(lastModified));
    }
    finish();
  }

  private boolean isDirect() {
    return temporary.equals(target);
  }

  /** Removes what was written, unless it is in its place. */
  @Override
  public void close() throws IOException {
    if (!finished) {
      try {
        stream.close();
      } finally {
        if (!isDirect()) {
          partialFiles.delete(temporary);
        }
      }
    }
  }
}
