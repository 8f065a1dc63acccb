package io.deltaglider.cli.store;

import io.deltaglider.cli.CliEnvironment;
import io.deltaglider.cli.ExitCode;
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
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;

/** Opens the stores that the options, the environment and objects' URIs name. */
public final class Stores {
  private static final StoreUrl DEFAULT = new StoreUrl(StoreUrl.Scheme.S3, "");
  private static final StoreUrl GOOGLE = new StoreUrl(StoreUrl.Scheme.GCS, "");

  private final CliEnvironment environment;
  private final StoreOptions options;
  private final UnaryOperator<PutOptions> put;

  /**
   * One side of a command.
   *
   * @param chosen which store, if an option names it for this side
   * @param scheme the prefix of the object's URI: {@code gs://} is always Google's
   */
  public record Side(Optional<String> chosen, ObjectUri.Scheme scheme) {}

  /**
   * Creates an opener.
   *
   * @param put changes how objects are stored
   */
  public Stores(CliEnvironment environment, StoreOptions options, UnaryOperator<PutOptions> put) {
    this.environment = environment;
    this.options = options;
    this.put = put;
  }

  /**
   * Opens the store for an object.
   *
   * @throws io.deltaglider.cli.failure.CliException if settings are wrong or the store cannot be
   *     opened
   */
  public OpenedStore open(ObjectUri.Scheme scheme) {
    return attempt(
        () -> {
          EnvironmentSettings settings = EnvironmentSettings.read(environment.variables());
          StoreUrl url = url(new Side(Optional.empty(), scheme), settings);
          return open(url, options.apply(settings, EnumSet.of(url.scheme())));
        });
  }

  /**
   * Opens two stores, once if they are the same.
   *
   * @throws io.deltaglider.cli.failure.CliException if settings are wrong or a store cannot be
   *     opened
   */
  public StorePair open(Side source, Side target) {
    return attempt(
        () -> {
          EnvironmentSettings settings = EnvironmentSettings.read(environment.variables());
          StoreUrl from = url(source, settings);
          StoreUrl to = url(target, settings);
          Set<StoreUrl.Scheme> used = EnumSet.of(from.scheme(), to.scheme());
          EnvironmentSettings complete = options.apply(settings, used);
          OpenedStore first = open(from, complete);
          if (from.equals(to)) {
            return new StorePair(first, first);
          }
          return new StorePair(first, second(first, to, complete));
        });
  }

  private OpenedStore second(OpenedStore first, StoreUrl url, EnvironmentSettings settings)
      throws IOException {
    try {
      return open(url, settings);
    } catch (RuntimeException e) {
      first.session().close();
      throw e;
    }
  }

  private <T> T attempt(Callable<T> action) {
    return Failures.attempt("open", options.store().orElse("store"), action);
  }

  private OpenedStore open(StoreUrl url, EnvironmentSettings settings) {
    DeltaGliderConfig config = DeltaGliderConfig.of(url, settings);
    DeltaGliderConfig changed = config.withPut(put.apply(config.put()));
    DeltaGliderSession session =
        Failures.attempt(
            "use scratch directory",
            changed.scratchDirectory().toString(),
            () -> session(url, changed));
    return new OpenedStore(url, name(url, settings), session);
  }

  private static String name(StoreUrl url, EnvironmentSettings settings) {
    return switch (url.scheme()) {
      case FILE, MEMORY -> url.toString();
      case S3 -> url + settings.cloud().s3Endpoint().map(URI::toString).orElse("");
      case GCS -> url + settings.cloud().gcsEndpoint().map(URI::toString).orElse("");
    };
  }

  private DeltaGliderSession session(StoreUrl url, DeltaGliderConfig config) throws IOException {
    try {
      return environment.sessions().open(config, environment.clock());
    } catch (IOException e) {
      if (url.scheme() != StoreUrl.Scheme.GCS || e instanceof FileSystemException) {
        throw e;
      }
      throw new CliException(ExitCode.STORE, "open", url.toString(), Failures.text(e), "", e);
    }
  }

  private StoreUrl url(Side side, EnvironmentSettings settings) throws IOException {
    if (side.scheme() == ObjectUri.Scheme.GS) {
      return GOOGLE;
    }
    StoreUrl url =
        side.chosen().or(options::store).map(StoreUrl::parse).or(settings::store).orElse(DEFAULT);
    if (url.scheme() != StoreUrl.Scheme.FILE) {
      return url;
    }
    // Two paths to one directory are one store.
    Path directory = environment.directory().resolve(url.path());
    Path real = Files.exists(directory) ? directory.toRealPath() : directory;
    return new StoreUrl(url.scheme(), real.toString());
  }
}
