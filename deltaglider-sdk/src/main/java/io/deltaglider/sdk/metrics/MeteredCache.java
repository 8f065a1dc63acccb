package io.deltaglider.sdk.metrics;

import io.deltaglider.port.cache.CacheKey;
import io.deltaglider.port.cache.CachedReference;
import io.deltaglider.port.cache.ReferenceCache;
import io.deltaglider.port.scratch.ByteSource;
import java.util.Optional;

/** Counts what a cache is asked for. Thread-safe. */
public final class MeteredCache implements ReferenceCache {
  private final ReferenceCache cache;
  private final Metrics metrics;

  /** Creates a decorator, which closes what it decorates. */
  public MeteredCache(ReferenceCache cache, Metrics metrics) {
    this.cache = cache;
    this.metrics = metrics;
  }

  @Override
  public Optional<CachedReference> open(CacheKey key) {
    Optional<CachedReference> reference = cache.open(key);
    reference.ifPresentOrElse(found -> metrics.cacheHit(found.size()), metrics::cacheMiss);
    return reference;
  }

  @Override
  public boolean store(CacheKey key, ByteSource content) {
    boolean stored = cache.store(key, content);
    if (stored) {
      metrics.cacheStored(content.size());
    }
    return stored;
  }

  @Override
  public long usedBytes() {
    return cache.usedBytes();
  }

  @Override
  public void close() {
    cache.close();
  }
}
