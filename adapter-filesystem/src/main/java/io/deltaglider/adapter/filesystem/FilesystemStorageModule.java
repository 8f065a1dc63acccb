package io.deltaglider.adapter.filesystem;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.ProvidesIntoMap;
import com.google.inject.multibindings.StringMapKey;
import io.deltaglider.port.cache.ReferenceCache;
import io.deltaglider.port.scratch.Scratch;
import io.deltaglider.port.storage.StoragePort;
import java.io.IOException;
import java.time.Clock;
import java.util.Objects;

/**
 * Contributes storage named {@code file}, and cache and scratch named {@code filesystem}; the one
 * Guice-aware class here. Nothing is scoped: whoever picks an entry makes it a singleton, and the
 * others are never created.
 */
public final class FilesystemStorageModule extends AbstractModule {
  private final FilesystemStorageConfig config;

  /** Creates a module. */
  public FilesystemStorageModule(FilesystemStorageConfig config) {
    this.config = Objects.requireNonNull(config, "config");
  }

  @ProvidesIntoMap
  @StringMapKey("file")
  StoragePort storage(Clock clock) {
    return new FilesystemStorage(config.root(), clock);
  }

  @ProvidesIntoMap
  @StringMapKey("filesystem")
  ReferenceCache cache(Clock clock) {
    return new FilesystemReferenceCache(
        config.cacheDirectory(), config.cacheBytes(), config.cacheKey(), clock);
  }

  @ProvidesIntoMap
  @StringMapKey("filesystem")
  Scratch scratch() throws IOException {
    return new FilesystemScratch(
        config.scratchDirectory(), config.scratchBytes(), config.scratchWait());
  }
}
