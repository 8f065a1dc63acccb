package io.deltaglider.adapter.s3;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.ProvidesIntoMap;
import com.google.inject.multibindings.StringMapKey;
import io.deltaglider.port.storage.StoragePort;
import java.time.Clock;
import java.util.Objects;

/**
 * Contributes storage named {@code s3}; the one Guice-aware class here. Nothing is scoped: whoever
 * picks the entry makes it a singleton, and without that no client is created.
 */
public final class S3StorageModule extends AbstractModule {
  private final S3StorageConfig config;

  /** Creates a module. */
  public S3StorageModule(S3StorageConfig config) {
    this.config = Objects.requireNonNull(config, "config");
  }

  @ProvidesIntoMap
  @StringMapKey("s3")
  StoragePort storage(Clock clock) {
    return S3Storage.open(config, clock);
  }
}
