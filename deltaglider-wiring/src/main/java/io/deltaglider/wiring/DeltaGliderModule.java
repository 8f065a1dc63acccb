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
import io.deltaglider.core.multipart.MultipartOptions;
import io.deltaglider.port.cache.ReferenceCache;
import io.deltaglider.port.scratch.Scratch;
import io.deltaglider.port.storage.StoragePort;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Picks the adapters that a configuration names and builds the core on them. The adapters' modules
 * offer what they have by name; only what is picked is ever created.
 */
public final class DeltaGliderModule extends AbstractModule {
  private static final Duration SCRATCH_WAIT = Duration.ofSeconds(30);

  private final DeltaGliderConfig config;
  private final Clock clock;
  private final SessionHooks hooks;

  /** Creates a module. */
  public DeltaGliderModule(DeltaGliderConfig config, Clock clock, SessionHooks hooks) {
    this.config = Objects.requireNonNull(config, "config");
    this.clock = Objects.requireNonNull(clock, "clock");
    this.hooks = Objects.requireNonNull(hooks, "hooks");
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
    installCloud(config.store().scheme());
    // In the order of creation: they are closed in reverse.
    Multibinder<AutoCloseable> closeables = Multibinder.newSetBinder(binder(), AutoCloseable.class);
    closeables.addBinding().to(OpenStorage.class);
    closeables.addBinding().to(ReferenceCache.class);
    closeables.addBinding().to(Scratch.class);
    closeables.addBinding().to(WorkerPool.class);
  }

  /** Each cloud's classes are named in one class, which is loaded only here. */
  private void installCloud(StoreUrl.Scheme scheme) {
    switch (scheme) {
      case S3 -> {
        requireAdapter(scheme, "io.deltaglider.adapter.s3.S3StorageModule");
        install(new S3SessionModule(config.s3().orElse(S3Connection.DEFAULT)));
      }
      case GCS -> {
        requireAdapter(scheme, "io.deltaglider.adapter.gcs.GcsStorageModule");
        install(GcsSessionModules.of(config.gcs().orElse(GcsConnection.DEFAULT)));
      }
      case FILE, MEMORY -> {
        // They are always there.
      }
    }
  }

  private static void requireAdapter(StoreUrl.Scheme scheme, String module) {
    try {
      Class.forName(module, false, DeltaGliderModule.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new ConfigurationException(
          "store",
          "there is no adapter for "
              + scheme.text()
              + ": stores on the class path; add io.deltaglider:adapter-"
              + scheme.text());
    }
  }

  @Provides
  @Singleton
  OpenStorage storage(Map<String, Provider<StoragePort>> storages) {
    String scheme = config.store().scheme().text();
    StoragePort adapter = Objects.requireNonNull(storages.get(scheme), scheme).get();
    return new OpenStorage(adapter, hooks.storage().apply(adapter));
  }

  @Provides
  @Singleton
  ReferenceCache cache(Map<String, Provider<ReferenceCache>> caches) {
    ReferenceCache cache =
        config.cache() == CacheBackend.NONE
            ? ReferenceCache.none()
            : Objects.requireNonNull(caches.get(config.cache().text())).get();
    return hooks.cache().apply(cache);
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
  Ports ports(OpenStorage storage, ReferenceCache cache, Scratch scratch, WorkerPool workers) {
    return new Ports(
        storage.port(),
        cache,
        scratch,
        clock,
        hooks.nanoTime(),
        workers.executor(),
        new RandomIds());
  }

  @Provides
  @Singleton
  DeltaGliderSession session(
      Ports ports, OpenStorage storage, Scratch scratch, Set<AutoCloseable> closeables) {
    if (config.store().scheme() != StoreUrl.Scheme.S3) {
      return new DeltaGliderSession(
          glider(ports), scratch::usedBytes, Optional.empty(), closeables);
    }
    S3Access s3 = S3SessionModule.access(storage.adapter(), view -> glider(ports, view));
    List<AutoCloseable> all = new ArrayList<>(closeables);
    all.add(s3.flush()::run);
    return new DeltaGliderSession(glider(ports), scratch::usedBytes, Optional.of(s3), all);
  }

  private DeltaGlider glider(Ports ports, StoragePort view) {
    return glider(ports.withStorage(hooks.storage().apply(view)));
  }

  private DeltaGlider glider(Ports ports) {
    return new DeltaGlider(ports, config.put(), MultipartOptions.DEFAULT, hooks.gets());
  }
}
