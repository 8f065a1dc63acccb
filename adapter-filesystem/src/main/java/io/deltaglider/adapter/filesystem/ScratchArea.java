package io.deltaglider.adapter.filesystem;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The part of a scratch directory that belongs to one opening of it: a directory with an unguessed
 * name, and in it a lock file that is held as long as the area is in use. An area whose lock nobody
 * holds was left behind by a process that died.
 */
final class ScratchArea {
  private static final Pattern AREA = Pattern.compile("deltaglider-scratch-[0-9a-f]{16}");
  private static final Pattern FILE = Pattern.compile("[0-9a-f]{16}\\.scratch");
  private static final String OWNER = "owner.lock";
  // Tells our lock file from another's, should someone else use such names.
  private static final byte[] OWNER_TEXT = "DeltaGlider scratch area\n".getBytes(US_ASCII);
  private static final int LOCK_POSITION = 1 << 20;
  private static final int MAX_ATTEMPTS = 10;
  private static final SecureRandom RANDOM = new SecureRandom();
  // Closing any channel of a lock file drops this process's lock, so its own areas are not looked
  // at.
  private static final Set<Path> OWN = new HashSet<>(); // guarded by itself

  private final Path directory;
  private final FileChannel owner;

  private ScratchArea(Path directory, FileChannel owner) {
    this.directory = directory;
    this.owner = owner;
  }

  /** Makes a new area in {@code parent}, which exists. */
  static ScratchArea open(Path parent) throws IOException {
    Path real = parent.toRealPath();
    synchronized (OWN) {
      for (int attempt = 1; ; attempt++) {
        try {
          ScratchArea area = create(real.resolve("deltaglider-scratch-" + randomName()));
          OWN.add(area.directory);
          return area;
        } catch (NoSuchFileException e) {
          // Another process swept it before it was locked, taking it for abandoned.
          if (attempt == MAX_ATTEMPTS) {
            throw e;
          }
        }
      }
    }
  }

  private static ScratchArea create(Path directory) throws IOException {
    PrivateFiles.createDirectory(directory);
    Path ownerFile = directory.resolve(OWNER);
    PrivateFiles.createFile(ownerFile);
    FileChannel owner = FileChannel.open(ownerFile, StandardOpenOption.WRITE);
    try {
      if (lock(owner) == null || !Files.exists(ownerFile)) {
        throw new NoSuchFileException(ownerFile.toString());
      }
      owner.write(ByteBuffer.wrap(OWNER_TEXT));
      return new ScratchArea(directory, owner);
    } catch (IOException | RuntimeException e) {
      owner.close();
      throw e;
    }
  }

  /** Creates an empty file and returns its name. */
  Path createFile() throws IOException {
    Path file = directory.resolve(randomName() + ".scratch");
    PrivateFiles.createFile(file);
    return file;
  }

  /** Removes the area. Its files must have been deleted before. */
  void close() throws IOException {
    synchronized (OWN) {
      try {
        clear(directory);
      } finally {
        OWN.remove(directory);
        owner.close();
      }
    }
  }

  /** Removes the areas in {@code parent} that processes left behind when they died. */
  static void sweep(Path parent) throws IOException {
    synchronized (OWN) {
      for (Path area : children(parent.toRealPath())) {
        if (AREA.matcher(area.getFileName().toString()).matches()
            && Files.isDirectory(area, NOFOLLOW_LINKS)
            && !OWN.contains(area)) {
          sweepIfAbandoned(area);
        }
      }
    }
  }

  private static void sweepIfAbandoned(Path area) throws IOException {
    Path ownerFile = area.resolve(OWNER);
    try (FileChannel owner =
        FileChannel.open(
            ownerFile, StandardOpenOption.READ, StandardOpenOption.WRITE, NOFOLLOW_LINKS)) {
      if (lock(owner) != null && isOurs(owner)) {
        clear(area);
      }
    } catch (NoSuchFileException e) {
      deleteIfEmpty(area); // Its process died before it made the lock file, or after removing it.
    } catch (FileSystemException e) {
      // Another user's, or not an area at all: not ours to remove.
    }
  }

  private static FileLock lock(FileChannel owner) throws IOException {
    return owner.tryLock(LOCK_POSITION, 1, false);
  }

  private static boolean isOurs(FileChannel owner) throws IOException {
    ByteBuffer text = ByteBuffer.allocate(OWNER_TEXT.length + 1);
    owner.read(text, 0);
    text.flip();
    byte[] found = new byte[text.remaining()];
    text.get(found);
    return found.length == 0 || Arrays.equals(found, OWNER_TEXT);
  }

  /** Deletes what an area consists of, and nothing else that may be there. */
  private static void clear(Path area) throws IOException {
    for (Path file : children(area)) {
      if (FILE.matcher(file.getFileName().toString()).matches()
          && Files.isRegularFile(file, NOFOLLOW_LINKS)) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(area.resolve(OWNER));
    deleteIfEmpty(area);
  }

  private static void deleteIfEmpty(Path area) throws IOException {
    try {
      Files.deleteIfExists(area);
    } catch (FileSystemException e) {
      // Someone else's files are in it, which are not ours to remove.
    }
  }

  private static List<Path> children(Path directory) throws IOException {
    List<Path> children = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      stream.forEach(children::add);
      return children;
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  private static String randomName() {
    return HexFormat.of().toHexDigits(RANDOM.nextLong());
  }
}
