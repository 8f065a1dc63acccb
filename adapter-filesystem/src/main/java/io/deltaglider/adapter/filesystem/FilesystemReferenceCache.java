package io.deltaglider.adapter.filesystem;

import io.deltaglider.port.cache.CacheKey;
import io.deltaglider.port.cache.CachedReference;
import io.deltaglider.port.cache.ReferenceCache;
import io.deltaglider.port.scratch.ByteSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;

/**
 * A cache of references in a directory, which lasts longer than the process. {@code
 * docs/FILESYSTEM.md} says what is there.
 *
 * <p>Any number of threads and processes may share one directory; they share its bound as well, as
 * long as all are given the same. Entries are private to their owner, and with a key they are
 * encrypted as well. Foreign files in the directory are left alone. Thread-safe.
 */
public final class FilesystemReferenceCache implements ReferenceCache {
  private final CacheDirectory directory;
  private final long maxBytes;

  /**
   * Opens a cache of plain entries. Nothing is read or created yet.
   *
   * @param directory where the entries go; created with the first one if it is missing
   * @param maxBytes how many bytes all entries together hold at most
   * @param clock says when an entry was used last; times are made to ascend
   */
  public FilesystemReferenceCache(Path directory, long maxBytes, Clock clock) {
    this(directory, maxBytes, Optional.empty(), clock);
  }

  /**
   * Opens a cache. Nothing is read or created yet.
   *
   * @param directory where the entries go; created with the first one if it is missing
   * @param maxBytes how many bytes the files of all entries together hold at most
   * @param key encrypts the entries; without one they are plain
   * @param clock says when an entry was used last; times are made to ascend
   */
  public FilesystemReferenceCache(
      Path directory, long maxBytes, Optional<CacheEncryptionKey> key, Clock clock) {
    if (maxBytes < 0) {
      throw new IllegalArgumentException("negative cache size " + maxBytes);
    }
    this.directory = new CacheDirectory(directory, EntryFormat.of(key), clock);
    this.maxBytes = maxBytes;
  }

  @Override
  public Optional<CachedReference> open(CacheKey key) {
    Objects.requireNonNull(key, "key");
    try {
      return directory.open(key);
    } catch (IOException e) {
      return Optional.empty(); // A cache is never in the way.
    }
  }

  @Override
  public boolean store(CacheKey key, ByteSource content) {
    Objects.requireNonNull(key, "key");
    if (directory.fileBytes(content) > maxBytes) {
      return false;
    }
    try (CachedReference present = directory.open(key).orElse(null)) {
      return present != null || directory.store(key, content, maxBytes);
    } catch (IOException e) {
      return false; // A cache is never in the way.
    }
  }

  @Override
  public long usedBytes() {
    try {
      return directory.usedBytes();
    } catch (IOException e) {
      return 0; // A cache is never in the way.
    }
  }

  @Override
  public void close() {
    try {
      directory.close();
    } catch (IOException e) {
      // A cache is never in the way.
    }
  }
}
