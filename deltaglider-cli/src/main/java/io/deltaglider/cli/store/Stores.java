package io.deltaglider.cli.store;

import io.deltaglider.cli.CliEnvironment;
import io.deltaglider.cli.failure.CliException;
import io.deltaglider.cli.failure.Failures;
import io.deltaglider.cli.location.ObjectUri;
import io.deltaglider.core.put.PutOptions;
import io.deltaglider.wiring.DeltaGliderConfig;
import io.deltaglider.wiring.DeltaGliderSession;
import io.deltaglider.wiring.EnvironmentSettings;
import io.deltaglider.wiring.StoreUrl;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Opens the store that the options, the environment and an object's URI name. */
public final class Stores {
  private static final StoreUrl DEFAULT = new StoreUrl(StoreUrl.Scheme.S3, "");
  private static final StoreUrl GOOGLE = new StoreUrl(StoreUrl.Scheme.GCS, "");

  private final CliEnvironment environment;

  /** Creates an opener. */
  public Stores(CliEnvironment environment) {
    this.environment = environment;
  }

  /**
   * Opens the store for an object.
   *
   * @param chosen what {@code --store} says, if it was given; else the environment decides
   * @param scheme the prefix of the object's URI: {@code gs://} is always Google's
   * @param put changes how objects are stored
   * @throws CliException if settings are wrong or the store cannot be opened
   */
  public DeltaGliderSession open(
      Optional<String> chosen, ObjectUri.Scheme scheme, UnaryOperator<PutOptions> put) {
    return Failures.attempt(
        "open",
        chosen.orElse("store"),
        () -> {
          EnvironmentSettings settings = EnvironmentSettings.read(environment.variables());
          DeltaGliderConfig config =
              DeltaGliderConfig.of(store(chosen, scheme, settings), settings);
          return open(config.withPut(put.apply(config.put())));
        });
  }

  /** Returns which store {@link #open} would open, so that two can be told apart. */
  public String name(Optional<String> chosen, ObjectUri.Scheme scheme) {
    return Failures.attempt(
        "open",
        chosen.orElse("store"),
        () -> {
          EnvironmentSettings settings = EnvironmentSettings.read(environment.variables());
          StoreUrl url = store(chosen, scheme, settings);
          return switch (url.scheme()) {
            case FILE -> new StoreUrl(url.scheme(), real(Path.of(url.path()))).toString();
            case MEMORY -> url.toString();
            case S3 -> url + settings.cloud().s3Endpoint().map(URI::toString).orElse("");
            case GCS -> url + settings.cloud().gcsEndpoint().map(URI::toString).orElse("");
          };
        });
  }

  private static String real(Path path) throws IOException {
    return (Files.exists(path) ? path.toRealPath() : path.toAbsolutePath().normalize()).toString();
  }

  private DeltaGliderSession open(DeltaGliderConfig config) {
    return Failures.attempt(
        "use scratch directory",
        config.scratchDirectory().toString(),
        () -> environment.sessions().open(config, environment.clock()));
  }

  private StoreUrl store(
      Optional<String> chosen, ObjectUri.Scheme scheme, EnvironmentSettings settings) {
    if (scheme == ObjectUri.Scheme.GS) {
      return GOOGLE;
    }
    StoreUrl url = chosen.map(StoreUrl::parse).or(settings::store).orElse(DEFAULT);
    if (url.scheme() != StoreUrl.Scheme.FILE) {
      return url;
    }
    return new StoreUrl(url.scheme(), environment.directory().resolve(url.path()).toString());
  }
}
