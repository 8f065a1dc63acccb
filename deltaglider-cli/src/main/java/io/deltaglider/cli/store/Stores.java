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
