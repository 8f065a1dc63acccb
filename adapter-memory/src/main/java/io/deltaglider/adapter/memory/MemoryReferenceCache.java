package io.deltaglider.adapter.memory;

import io.deltaglider.port.cache.CacheKey;
import io.deltaglider.port.cache.CachedReference;
import io.deltaglider.port.cache.ReferenceCache;
import io.deltaglider.port.scratch.ByteSource;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A cache of references on the heap. Thread-safe; hashes outside its lock. */
public final class MemoryReferenceCache implements ReferenceCache {
  private static final int BUFFER = 64 * 1024;

  private final long maxBytes;

  /** In the order of use, the least recently used first; guarded by itself. */
  private final Map<CacheKey, ChunkedBytes> entries = new LinkedHashMap<>(16, 0.75f, true);

  private long usedBytes; // guarded by entries

  /**
   * Creates an empty cache.
   *
   * @param maxBytes how many bytes all entries together hold at most
   */
  public MemoryReferenceCache(long maxBytes) {
    if (maxBytes < 0) {
      throw new IllegalArgumentException("negative cache size " + maxBytes);
    }
    this.maxBytes = maxBytes;
  }

  @Override
  public Optional<CachedReference> open(CacheKey key) {
    ChunkedBytes bytes = find(key);
    if (bytes == null) {
      return Optional.empty();
    }
    if (!hasHash(bytes, key)) {
      remove(key, bytes);
      return Optional.empty();
    }
    return Optional.of(new Opened(bytes));
  }

  @Override
  public boolean store(CacheKey key, ByteSource content) {
    long size = content.size();
    if (size > maxBytes) {
      return false;
    }
    Optional<CachedReference> present = open(key);
    if (present.isPresent()) {
      present.get().close();
      return true;
    }
    ChunkedBytes copy = new ChunkedBytes();
    if (!copy(content, size, copy) || !hasHash(copy, key)) {
      return false;
    }
    synchronized (entries) {
      if (entries.putIfAbsent(key, copy) == null) {
        usedBytes += copy.size();
        evict();
      }
    }
    return true;
  }

  @Override
  public long usedBytes() {
    synchronized (entries) {
      return usedBytes;
    }
  }

  /** Forgets all entries. */
  @Override
  public void close() {
    synchronized (entries) {
      entries.clear();
      usedBytes = 0;
    }
  }

  /** Returns the bytes that an entry holds, unverified. */
  @Nullable ChunkedBytes find(CacheKey key) {
    Objects.requireNonNull(key, "key");
    synchronized (entries) {
      return entries.get(key);
    }
  }

  private void remove(CacheKey key, ChunkedBytes damaged) {
    synchronized (entries) {
      if (entries.remove(key, damaged)) {
        usedBytes -= damaged.size();
      }
    }
  }

  /** Called with the lock held. The newest entry fits by itself, so it is never reached. */
  private void evict() {
    Iterator<ChunkedBytes> oldest = entries.values().iterator();
    while (usedBytes > maxBytes) {
      usedBytes -= oldest.next().size();
      oldest.remove();
    }
  }

  private static boolean copy(ByteSource from, long size, ChunkedBytes to) {
    try (InputStream stream = from.stream(0, size)) {
      byte[] buffer = new byte[BUFFER];
      int count = stream.read(buffer);
      while (count >= 0) {
        to.append(buffer, 0, count);
        count = stream.read(buffer);
      }
      return true;
    } catch (IOException e) {
      return false; // A cache is never in the way: what cannot be read is not cached.
    }
  }

  private static boolean hasHash(ChunkedBytes bytes, CacheKey key) {
    MessageDigest sha256 = sha256();
    bytes.update(sha256);
    return HexFormat.of().formatHex(sha256.digest()).equals(key.sha256());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Bytes that no eviction takes away from their reader. */
  private static final class Opened implements CachedReference {
    private final ChunkedBytes bytes;

    Opened(ChunkedBytes bytes) {
      this.bytes = bytes;
    }

    @Override
    public long size() {
      return bytes.size();
    }

    @Override
    public int read(long position, byte[] buffer, int offset, int length) {
      return bytes.read(position, buffer, offset, length);
    }

    @Override
    public void close() {}
  }
}
