package io.deltaglider.adapter.filesystem;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.deltaglider.port.storage.Bucket;
import io.deltaglider.port.storage.StorageException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a bucket's files are. Nothing here changes them.
 *
 * @param root the store's directory
 * @param name the bucket's name
 */
record BucketDirectory(Path root, String name) {
  private static final String STORE = "%store";
  private static final String INTERNAL = "%bucket";

  /** Returns the directory of the lock files, which bear the buckets' names and outlive them. */
  static Path locks(Path root) {
    return root.resolve(STORE).resolve("locks");
  }

  /** Returns the directory of the bucket's objects. */
  Path objects() {
    return root.resolve(name);
  }

  /** Returns the directory of everything that is not an object. */
  Path internal() {
    return objects().resolve(INTERNAL);
  }

  /** Returns the file that makes the directory a bucket. */
  Path marker() {
    return internal().resolve("bucket.json");
  }

  /** Returns the directory of files that are being written. */
  Path staging() {
    return internal().resolve("staging");
  }

  /** Returns whether there is such a bucket. */
  boolean exists() {
    return Files.isDirectory(objects(), NOFOLLOW_LINKS)
        && Files.isDirectory(internal(), NOFOLLOW_LINKS)
        && Files.isRegularFile(marker(), NOFOLLOW_LINKS);
  }

  /** Fails with {@code NO_SUCH_BUCKET} unless there is such a bucket. */
  void require(String action, Object address) {
    if (!exists()) {
      throw FilesystemExceptions.failure(
          Kind.NO_SUCH_BUCKET, action, address, "there is no bucket " + name);
    }
  }

  /** Returns the bucket as a listing shows it, or nothing if there is none. */
  Optional<Bucket> read() throws IOException {
    if (!exists()) {
      return Optional.empty();
    }
    try {
      byte[] json = Files.readAllBytes(marker());
      return Optional.of(new Bucket(name, BucketMarkerJson.read(json)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /**
   * Returns the directory that {@code path} leads to, or nothing if it is missing or something
   * else, such as a symbolic link, is in its place or on the way.
   */
  Optional<Path> find(KeyPath path) {
    Path directory = objects();
    for (String name : path.directories()) {
      directory = directory.resolve(name);
      if (!Files.isDirectory(directory, NOFOLLOW_LINKS)) {
        return Optional.empty();
      }
    }
    return Optional.of(directory);
  }
}
