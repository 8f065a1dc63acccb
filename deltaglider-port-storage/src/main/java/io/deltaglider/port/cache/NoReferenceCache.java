package io.deltaglider.port.cache;

import io.deltaglider.port.scratch.ByteSource;
import java.util.Objects;
import java.util.Optional;

/** The cache that is switched off. */
enum NoReferenceCache implements ReferenceCache {
  INSTANCE;

  @Override
  public Optional<CachedReference> open(CacheKey key) {
    Objects.requireNonNull(key, "key");
    return Optional.empty();
  }

  @Override
  public boolean store(CacheKey key, ByteSource content) {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(content, "content");
    return false;
  }

  @Override
  public long usedBytes() {
    return 0;
  }

  @Override
  public void close() {}
}
