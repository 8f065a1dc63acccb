package io.deltaglider.adapter.memory;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.ProvidesIntoMap;
import com.google.inject.multibindings.StringMapKey;
import io.deltaglider.port.cache.ReferenceCache;
import io.deltaglider.port.scratch.Scratch;
import io.deltaglider.port.storage.StoragePort;
import java.time.Clock;
import java.util.Objects;

/**
 * Contributes storage, cache and scratch named {@code memory}; the one Guice-aware class here.
 * Nothing is scoped: whoever picks an entry makes it a singleton, and the others are never created.
 */
public final class MemoryStorageModule extends AbstractModule {
  private final MemoryStorageConfig config;

  /** Creates a module. */
  public MemoryStorageModule(MemoryStorageConfig config) {
    this.config = Objects.requireNonNull(config, "config");
  }

  @ProvidesIntoMap
  @StringMapKey("memory")
  StoragePort storage(Clock clock) {
    return new MemoryStorage(clock);
  }

  @ProvidesIntoMap
  @StringMapKey("memory")
  ReferenceCache cache() {
    return new MemoryReferenceCache(config.cacheBytes());
  }

  @ProvidesIntoMap
  @StringMapKey("memory")
  Scratch scratch() {
    return new MemoryScratch(config.scratchBytes(), config.scratchWait());
  }
}
