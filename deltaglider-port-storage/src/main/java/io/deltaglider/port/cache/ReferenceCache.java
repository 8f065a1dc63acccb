package io.deltaglider.port.cache;

import io.deltaglider.port.scratch.ByteSource;
import java.util.Optional;

/**
 * A bounded, content-addressed cache of references.
 *
 * <p>An implementation must guarantee:
 *
 * <ul>
 *   <li><b>Verified.</b> The bytes of an opened entry have the SHA-256 of its key: all of them are
 *       looked at again at every {@link #open}, and hashed or proven as strongly. A damaged or
 *       truncated entry is removed and reported as absent.
 *   <li><b>Bounded.</b> Entries together never hold more than the configured bytes, each counted
 *       once. The least recently opened or stored go first. An entry larger than the bound is not
 *       stored, and nothing is evicted for it.
 *   <li><b>Never in the way.</b> A cache that cannot read or write its medium behaves as if it were
 *       empty; no method throws for that.
 * </ul>
 *
 * <p>Implementations are thread-safe. {@code ReferenceCacheContract} is the executable form of this
 * text.
 */
public interface ReferenceCache extends AutoCloseable {
  /**
   * Opens the entry named {@code key}, or nothing if it is absent or damaged. The caller closes.
   */
  Optional<CachedReference> open(CacheKey key);

  /**
   * Keeps a copy of {@code content}. Content that does not have the SHA-256 of {@code key}, or that
   * cannot be read, is not stored.
   *
   * @return whether the entry is in the cache now
   */
  boolean store(CacheKey key, ByteSource content);

  /** Returns how many bytes all entries hold now. */
  long usedBytes();

  /** Releases what this cache holds open. Entries on a lasting medium stay. */
  @Override
  void close();

  /** Returns a cache that keeps nothing. */
  static ReferenceCache none() {
    return NoReferenceCache.INSTANCE;
  }
}
