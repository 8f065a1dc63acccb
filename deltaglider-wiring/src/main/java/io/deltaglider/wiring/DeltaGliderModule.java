package io.deltaglider.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provider;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.MapBinder;
import com.google.inject.multibindings.Multibinder;
import io.deltaglider.adapter.filesystem.FilesystemStorageConfig;
import io.deltaglider.adapter.filesystem.FilesystemStorageModule;
import io.deltaglider.adapter.memory.MemoryStorageConfig;
import io.deltaglider.adapter.memory.MemoryStorageModule;
import io.deltaglider.core.DeltaGlider;
import io.deltaglider.core.Ports;
import io.deltaglider.port.cache.ReferenceCache;
import io.deltaglider.port.scratch.Scratch;
import io.deltaglider.port.storage.StoragePort;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Picks the adapters that a configuration names and builds the core on them. The adapters' modules
 * offer what they have by name; only what is picked is ever created.
 */
public final class DeltaGliderModule extends AbstractModule {
  private static final Duration SCRATCH_WAIT = Duration.ofSeconds(30);

  private final DeltaGliderConfig config;
  private final Clock clock;

  /** Creates a module. */
  public DeltaGliderModule(DeltaGliderConfig config, Clock clock) {
    this.config = Objects.requireNonNull(config, "config");
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  @Override
  protected void configure() {
    binder().requireExplicitBindings();
    bind(Clock.class).toInstance(clock);
    MapBinder.newMapBinder(binder(), String.class, StoragePort.class);
    MapBinder.newMapBinder(binder(), String.class, ReferenceCache.class);
    MapBinder.newMapBinder(binder(), String.class, Scratch.class);
    install(
        new MemoryStorageModule(
            new MemoryStorageConfig(config.cacheBytes(), config.scratchBytes(), SCRATCH_WAIT)));
    install(
        new FilesystemStorageModule(
            new FilesystemStorageConfig(
                Path.of(config.store().path()), // empty, and never used, for other stores
                config.cacheDirectory(),
                config.cacheBytes(),
                config.cacheKey(),
                config.scratchDirectory(),
                config.scratchBytes(),
                SCRATCH_WAIT)));
    // In the order of creation: they are closed in reverse.
    Multibinder<AutoCloseable> closeables = Multibinder.newSetBinder(binder(), AutoCloseable.class);
    closeables.addBinding().to(StoragePort.class);
    closeables.addBinding().to(ReferenceCache.class);
    closeables.addBinding().to(Scratch.class);
    closeables.addBinding().to(WorkerPool.class);
  }

  @Provides
  @Singleton
  StoragePort storage(Map<String, Provider<StoragePort>> storages) {
    String scheme = config.store().scheme().text();
    Provider<StoragePort> storage = storages.get(scheme);
    if (storage == null) {
      throw new ConfigurationException(
          "store", "there is no adapter for " + scheme + ": stores here; use file:PATH");
    }
    return storage.get();
  }

  @Provides
  @Singleton
  ReferenceCache cache(Map<String, Provider<ReferenceCache>> caches) {
    if (config.cache() == CacheBackend.NONE) {
      return ReferenceCache.none();
    }
    return Objects.requireNonNull(caches.get(config.cache().text())).get();
  }

  @Provides
  @Singleton
  Scratch scratch(Map<String, Provider<Scratch>> scratches) {
    String name = config.scratch().name().toLowerCase(Locale.ROOT);
    return Objects.requireNonNull(scratches.get(name)).get();
  }

  @Provides
  @Singleton
  WorkerPool workers() {
    return new WorkerPool();
  }

  @Provides
  @Singleton
  DeltaGlider deltaGlider(
      StoragePort storage, ReferenceCache cache, Scratch scratch, WorkerPool workers) {
    Ports ports =
        new Ports(
            storage, cache, scratch, clock, System::nanoTime, workers.executor(), new RandomIds());
    return new DeltaGlider(ports, config.put());
  }

  @Provides
  @Singleton
  DeltaGliderSession session(
      DeltaGlider deltaGlider, Scratch scratch, Set<AutoCloseable> closeables) {
    return new DeltaGliderSession(deltaGlider, scratch::usedBytes, closeables);
  }
}
