package io.deltaglider.adapter.filesystem;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Where the filesystem adapter keeps what, and how much.
 *
 * @param root the directory whose subdirectories are the buckets; need not exist
 * @param cacheDirectory where references are cached; need not exist
 * @param cacheBytes how many bytes of references the cache keeps at most, at least 0
 * @param cacheKey encrypts what is cached; without one it is plain
 * @param scratchDirectory where scratch files go; need not exist
 * @param scratchBytes how many bytes of scratch data one process may have at once, at least 0
 * @param scratchWait how long a caller waits for scratch space
 */
public record FilesystemStorageConfig(
    Path root,
    Path cacheDirectory,
    long cacheBytes,
    Optional<CacheEncryptionKey> cacheKey,
    Path scratchDirectory,
    long scratchBytes,
    Duration scratchWait) {
  /** Checks the bounds. */
  public FilesystemStorageConfig {
    Objects.requireNonNull(root, "root");
    Objects.requireNonNull(cacheDirectory, "cacheDirectory");
    Objects.requireNonNull(cacheKey, "cacheKey");
    Objects.requireNonNull(scratchDirectory, "scratchDirectory");
    Objects.requireNonNull(scratchWait, "scratchWait");
    if (cacheBytes < 0 || scratchBytes < 0) {
      throw new IllegalArgumentException(
          "negative size: cache " + cacheBytes + ", scratch " + scratchBytes);
    }
  }
}
