package io.deltaglider.adapter.filesystem;

import io.deltaglider.port.storage.ObjectAddress;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The directory of a bucket's writes in progress. Each file's name begins with its session. */
final class StagingArea {
  private static final Pattern NAME = Pattern.compile("([0-9a-f]{16})-[0-9a-f-]{36}\\.tmp");

  private final FileOperations operations;
  private final BucketDirectory bucket;
  private final LockFile locks;

  StagingArea(FileOperations operations, BucketDirectory bucket, LockFile locks) {
    this.operations = operations;
    this.bucket = bucket;
    this.locks = locks;
  }

  /** Returns whether a file in the staging directory bears a name of a staged file. */
  static boolean isStaged(Path file) {
    return NAME.matcher(file.getFileName().toString()).matches();
  }

  /** Returns a name that no file has. */
  Path newName() {
    return bucket.staging().resolve(locks.session() + "-" + UUID.randomUUID() + ".tmp");
  }

  /** Creates a file of such a name. */
  FileChannel create(Path file, String action, ObjectAddress address) throws IOException {
    try {
      return operations.create(file);
    } catch (NoSuchFileException e) {
      bucket.require(action, address);
      operations.createDirectory(bucket.staging());
      return operations.create(file);
    }
  }

  /** Deletes a file after a failed write, if it is still there. */
  void discard(Path file, Exception failure) {
    try {
      operations.delete(file);
    } catch (NoSuchFileException e) {
      // It was never created, or is already at its place.
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  /** Deletes the files of processes that ended. */
  void sweep() throws IOException {
    for (Path file : files()) {
      Matcher name = NAME.matcher(file.getFileName().toString());
      if (name.matches()) {
        locks.ifEnded(
            name.group(1),
            () -> {
              deleteIfThere(file);
              return file;
            });
      }
    }
  }

  private void deleteIfThere(Path file) throws IOException {
    try {
      operations.delete(file);
    } catch (NoSuchFileException e) {
      // Another process swept it.
    }
  }

  private List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(bucket.staging())) {
      stream.forEach(files::add);
      return files;
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }
}
