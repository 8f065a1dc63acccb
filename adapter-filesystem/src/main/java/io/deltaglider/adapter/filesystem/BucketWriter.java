package io.deltaglider.adapter.filesystem;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.StorageException.Kind;
import io.deltaglider.port.storage.WriteCondition;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Changes the objects of one bucket, in the order that docs/FILESYSTEM.md prescribes. */
final class BucketWriter {
  // Each means that another thread removed a directory just made; it cannot go on for long.
  private static final int MAX_ATTEMPTS = 1000;

  // Whoever made a name that long ago has forced it, or the system has written it by itself.
  private static final long SETTLED_MILLIS = TimeUnit.SECONDS.toMillis(60);

  private final FileOperations operations;
  private final BucketDirectory bucket;
  private final LockFile locks;
  private final StagingArea staging;

  BucketWriter(FileOperations operations, BucketDirectory bucket, LockFile locks) {
    this.operations = operations;
    this.bucket = bucket;
    this.locks = locks;
    this.staging = new StagingArea(operations, bucket, locks);
  }

  /** Writes a new file; everything but its name. */
  @FunctionalInterface
  interface Body {
    /** Writes body, trailer and footer, forces them, and returns the ETag. */
    String writeTo(StagedFile file) throws IOException;
  }

  /** Puts an object. */
  String write(String action, ObjectAddress address, Body body, WriteCondition condition)
      throws IOException {
    Path staged = staging.newName();
    try {
      String etag;
      try (FileChannel channel = staging.create(staged, action, address)) {
        etag = body.writeTo(new StagedFile(operations, channel, address));
      }
      locks.withKey(address.key(), () -> commit(action, address, staged, condition));
      return etag;
    } catch (IOException | RuntimeException e) {
      staging.discard(staged, e);
      throw e;
    }
  }

  private Path commit(String action, ObjectAddress address, Path staged, WriteCondition condition)
      throws IOException {
    bucket.require(action, address);
    KeyPath path = keyPath(address.key());
    check(action, address, path, condition);
    Path file = path.fileIn(bucket.objects());
    if (Files.exists(file, NOFOLLOW_LINKS) && !ObjectFile.exists(file)) {
      throw new DamagedObjectException("something that is not an object's file is at " + file);
    }
    rename(action, address, path, staged);
    forceDirectories(path.upwardsIn(bucket.objects()), Files.getLastModifiedTime(file));
    return file;
  }

  /**
   * Forces the object's directory, and each above it unless its names have settled: another process
   * may just have made one of them and not forced it yet.
   */
  private void forceDirectories(List<Path> upwards, FileTime now) throws IOException {
    operations.forceDirectory(upwards.get(0));
    for (Path directory : upwards.subList(1, upwards.size())) {
      long age = now.toMillis() - Files.getLastModifiedTime(directory).toMillis();
      if (age < SETTLED_MILLIS) {
        operations.forceDirectory(directory);
      }
    }
  }

  private void rename(String action, ObjectAddress address, KeyPath path, Path staged)
      throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        makeDirectories(path);
        operations.rename(staged, path.fileIn(bucket.objects()));
        return;
      } catch (NoSuchFileException e) {
        if (!Files.exists(staged, NOFOLLOW_LINKS)) {
          throw FilesystemExceptions.failure(
              Kind.NO_SUCH_BUCKET, action, address, "the bucket was deleted meanwhile");
        }
        if (attempt == MAX_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private void makeDirectories(KeyPath path) throws IOException {
    Path directory = bucket.objects();
    for (String name : path.directories()) {
      directory = directory.resolve(name);
      if (!Files.isDirectory(directory, NOFOLLOW_LINKS)) {
        operations.createDirectory(directory);
      }
    }
  }

  /** Deletes an object. */
  void delete(ObjectAddress address, WriteCondition condition) throws IOException {
    Optional<KeyPath> removed = remove(address, condition);
    if (removed.isPresent()) {
      settle(removed.get());
    }
  }

  /**
   * Removes an object's file, of which nothing may be said until its directory is {@linkplain
   * #settle settled}.
   *
   * @return where it was; empty if there was none
   */
  Optional<KeyPath> remove(ObjectAddress address, WriteCondition condition) throws IOException {
    return locks.withKey(
        address.key(),
        () -> {
          bucket.require("delete", address);
          KeyPath path = keyPath(address.key());
          check("delete", address, path, condition);
          Path file = path.fileIn(bucket.objects());
          if (bucket.find(path).isEmpty() || !ObjectFile.exists(file)) {
            return Optional.empty();
          }
          operations.delete(file);
          return Optional.of(path);
        });
  }

  /** Returns the directory that an object's file is or was in. */
  Path directory(KeyPath path) {
    return path.upwardsIn(bucket.objects()).get(0);
  }

  /** Makes all deletions in an object's directory durable, and removes it if it is empty. */
  void settle(KeyPath path) throws IOException {
    List<Path> upwards = path.upwardsIn(bucket.objects());
    forceFirstThere(upwards);
    removeEmpty(upwards.subList(0, upwards.size() - 1));
  }

  /** Makes a deletion durable; another one may have removed the directory it was in. */
  private void forceFirstThere(List<Path> upwards) throws IOException {
    for (Path directory : upwards) {
      try {
        operations.forceDirectory(directory);
        return;
      } catch (NoSuchFileException e) {
        // Then its own removal has to be made durable, in the directory above it.
      }
    }
  }

  /** Removes directories as far as they are empty: a courtesy, no duty. */
  private void removeEmpty(List<Path> upwards) throws IOException {
    for (Path directory : upwards) {
      try {
        operations.delete(directory);
      } catch (NoSuchFileException e) {
        // Another deletion was faster; go on above it.
      } catch (FileSystemException e) {
        return; // Not empty, or not ours to remove; the object is gone in any case.
      }
    }
  }

  private void check(String action, ObjectAddress address, KeyPath path, WriteCondition condition)
      throws IOException {
    switch (condition.kind()) {
      case ALWAYS -> {}
      case IF_ABSENT -> {
        if (bucket.find(path).isPresent() && ObjectFile.exists(path.fileIn(bucket.objects()))) {
          throw failedCondition(action, address, "there is such an object");
        }
      }
      case IF_MATCH -> checkEtag(action, address, path, condition.etag().orElseThrow());
    }
  }

  private void checkEtag(String action, ObjectAddress address, KeyPath path, String etag)
      throws IOException {
    Optional<ObjectFile> current = Optional.empty();
    if (bucket.find(path).isPresent()) {
      current = ObjectFile.open(path.fileIn(bucket.objects()), address);
    }
    if (current.isEmpty()) {
      throw failedCondition(action, address, "there is no object with ETag " + etag);
    }
    try (ObjectFile file = current.get()) {
      String found = file.head().etag();
      if (!found.equals(etag)) {
        throw failedCondition(action, address, "ETag is " + found + ", not " + etag);
      }
    }
  }

  private static RuntimeException failedCondition(
      String action, ObjectAddress address, String reason) {
    return FilesystemExceptions.failure(Kind.PRECONDITION_FAILED, action, address, reason);
  }

  private static KeyPath keyPath(String key) {
    return KeyPath.of(ByteText.encode(key).orElseThrow());
  }
}
