package io.deltaglider.adapter.memory;

import java.time.Duration;
import java.util.Objects;

/**
 * How much the memory adapter may hold beside the objects themselves.
 *
 * @param cacheBytes how many bytes of references the cache keeps at most, at least 0
 * @param scratchBytes how many bytes of scratch data there may be at once, at least 0
 * @param scratchWait how long a caller waits for scratch space
 */
public record MemoryStorageConfig(long cacheBytes, long scratchBytes, Duration scratchWait) {
  /** Checks the bounds. */
  public MemoryStorageConfig {
    if (cacheBytes < 0 || scratchBytes < 0) {
      throw new IllegalArgumentException(
          "negative size: cache " + cacheBytes + ", scratch " + scratchBytes);
    }
    Objects.requireNonNull(scratchWait, "scratchWait");
  }
}
