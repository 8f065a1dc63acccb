package io.deltaglider.sdk;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * A local file in the making. The bytes go to a temporary file beside it, which takes its place
 * when everything is written; until then, and for ever if that fails, it is as it was. Not
 * thread-safe.
 */
final class TargetFile implements Closeable {
  private final Path target;
  private final Path temporary;
  private final OutputStream stream;
  private boolean finished;

  private TargetFile(Path target, Path temporary, OutputStream stream) {
    this.target = target;
    this.temporary = temporary;
    this.stream = stream;
  }

  /**
   * Begins a file. Missing directories above it are created; a symbolic link is followed.
   *
   * @throws IOException if the temporary file cannot be created, or the target is a directory
   */
  static TargetFile create(Path path) throws IOException {
    Path target = path.toAbsolutePath();
    if (Files.exists(target)) {
      target = target.toRealPath();
    }
    if (Files.isDirectory(target)) {
      throw new FileSystemException(target.toString(), null, "is a directory");
    }
    Path directory = target.getParent();
    if (directory == null) {
      throw new FileSystemException(target.toString(), null, "cannot be a file");
    }
    Files.createDirectories(directory);
    Path temporary = Files.createTempFile(directory, ".deltaglider-", ".part");
    try {
      return new TargetFile(target, temporary, Files.newOutputStream(temporary));
    } catch (IOException e) {
      Files.deleteIfExists(temporary);
      throw e;
    }
  }

  OutputStream stream() {
    return stream;
  }

  /** Puts the file in its place. */
  void finish() throws IOException {
    stream.close();
    Files.move(
        temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    finished = true;
  }

  /** Removes what was written, unless it is in its place. */
  @Override
  public void close() throws IOException {
    if (finished) {
      return;
    }
    try {
      stream.close();
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /**
   * Returns the file below a directory that stands for a key.
   *
   * @param key the key behind the prefix that the directory stands for
   * @return empty if no file can: a segment is empty, {@code .} or {@code ..}, or not legal here
   */
  static Optional<Path> below(Path directory, String key) {
    Path file = directory;
    String separator = directory.getFileSystem().getSeparator();
    for (String segment : key.split("/", -1)) {
      if (segment.isEmpty()
          || segment.equals(".")
          || segment.equals("..")
          || segment.indexOf('\0') >= 0
          || segment.contains(separator)) {
        return Optional.empty();
      }
      file = file.resolve(segment);
    }
    return Optional.of(file);
  }
}
