package io.deltaglider.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.ProvidesIntoMap;
import com.google.inject.multibindings.StringMapKey;
import io.deltaglider.adapter.s3.S3Storage;
import io.deltaglider.adapter.s3.S3StorageConfig;
import io.deltaglider.adapter.s3.S3StorageOptions;
import io.deltaglider.core.DeltaGlider;
import io.deltaglider.port.storage.Capability;
import io.deltaglider.port.storage.StoragePort;
import java.time.Clock;
import java.util.function.Function;

/**
 * Knows the classes of the adapter to S3. Unlike the adapter's own module it takes a client of the
 * caller's.
 */
final class S3SessionModule extends AbstractModule {
  private final S3Connection connection;

  S3SessionModule(S3Connection connection) {
    this.connection = connection;
  }

  @ProvidesIntoMap
  @StringMapKey("s3")
  StoragePort storage(Clock clock) {
    S3StorageOptions options = options(connection.conditionalWrites());
    if (connection.client().isPresent()) {
      return new S3Storage(connection.client().get(), options, clock);
    }
    S3StorageConfig config = config().withOptions(options);
    return connection.credentials().isPresent()
        ? S3Storage.open(config, connection.credentials().get(), clock)
        : S3Storage.open(config, clock);
  }

  private S3StorageConfig config() {
    S3StorageConfig config = S3StorageConfig.DEFAULT;
    if (connection.endpoint().isPresent()) {
      config = config.withEndpoint(connection.endpoint().get());
    }
    if (connection.region().isPresent()) {
      config = config.withRegion(connection.region().get());
    }
    if (connection.profile().isPresent()) {
      config = config.withProfile(connection.profile().get());
    }
    if (connection.pathStyle().isPresent()) {
      config = config.withPathStyle(connection.pathStyle().get());
    }
    return config;
  }

  private static S3StorageOptions options(S3Connection.ConditionalWrites mode) {
    return switch (mode) {
      case DETECT -> S3StorageOptions.DEFAULT;
      case SUPPORTED -> withConditions(true);
      case MISSING -> withConditions(false);
    };
  }

  private static S3StorageOptions withConditions(boolean there) {
    return S3StorageOptions.DEFAULT
        .with(Capability.CONDITIONAL_PUT, there)
        .with(Capability.CONDITIONAL_DELETE, there);
  }

  /**
   * Returns what an open store offers beside the glider.
   *
   * @param storage what {@link #storage} gave
   * @param glider makes a glider on a view of the storage
   */
  static S3Access access(StoragePort storage, Function<StoragePort, DeltaGlider> glider) {
    S3Storage s3 = (S3Storage) storage;
    GliderViews views = new GliderViews(headers -> glider.apply(s3.withHeaders(headers)));
    return new S3Access(s3.client(), views, views::flush);
  }
}
