package io.deltaglider.adapter.memory;

import io.deltaglider.port.cache.CacheKey;
import io.deltaglider.port.cache.ReferenceCache;
import io.deltaglider.port.contract.ReferenceCacheContract;

final class MemoryReferenceCacheContractTest extends ReferenceCacheContract {
  @Override
  protected ReferenceCache openCache(long maxBytes) {
    return new MemoryReferenceCache(maxBytes);
  }

  @Override
  protected boolean damageEntry(ReferenceCache cache, CacheKey key) {
    ChunkedBytes.State state = ((MemoryReferenceCache) cache).find(key).state;
    state.chunks[0][(int) (state.size / 2)] ^= 1;
    return true;
  }

  @Override
  protected boolean truncateEntry(ReferenceCache cache, CacheKey key) {
    return false; // An array does not lose its end.
  }
}
