package io.deltaglider.wiring;

import io.deltaglider.adapter.filesystem.CacheEncryptionKey;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the environment says. A variable that is unset or empty says nothing; a value that cannot be
 * understood is an error, never a default.
 *
 * @param store {@code DG_STORE}
 * @param maxRatio {@code DG_MAX_RATIO}, above 0 and at most 1
 * @param logLevel {@code DG_LOG_LEVEL}
 * @param scratchDirectory {@code DG_SCRATCH_DIR}
 * @param scratchBytes {@code DG_SCRATCH_SIZE_MB} in bytes
 * @param cacheBackend {@code DG_CACHE_BACKEND}
 * @param cacheDirectory {@code DG_CACHE_DIR}
 * @param cacheBytes {@code DG_CACHE_SIZE_MB}, for a cache in a directory, in bytes
 * @param cacheMemoryBytes {@code DG_CACHE_MEMORY_SIZE_MB}, for a cache on the heap, in bytes
 * @param cacheKey {@code DG_CACHE_ENCRYPTION_KEY}, which encrypts a cache in a directory; a cache
 *     on the heap leaves nothing on disk that it could encrypt
 * @param userCacheDirectory where programs of this user cache: {@code XDG_CACHE_HOME}, or {@code
 *     .cache} in {@code HOME}
 * @param cloud where cloud stores are and as whom to reach them
 */
public record EnvironmentSettings(
    Optional<StoreUrl> store,
    OptionalDouble maxRatio,
    Optional<LogLevel> logLevel,
    Optional<Path> scratchDirectory,
    OptionalLong scratchBytes,
    Optional<CacheBackend> cacheBackend,
    Optional<Path> cacheDirectory,
    OptionalLong cacheBytes,
    OptionalLong cacheMemoryBytes,
    Optional<CacheEncryptionKey> cacheKey,
    Optional<Path> userCacheDirectory,
    Cloud cloud) {
  /**
   * Where cloud stores are and as whom to reach them. Everything else, such as credentials, the
   * clouds' own SDKs look up in the same places as the clouds' own tools.
   *
   * @param s3Endpoint {@code AWS_ENDPOINT_URL_S3}, or {@code AWS_ENDPOINT_URL}, unless {@code
   *     AWS_IGNORE_CONFIGURED_ENDPOINT_URLS} is {@code true}
   * @param region {@code AWS_REGION}, or {@code AWS_DEFAULT_REGION}
   * @param profile {@code AWS_PROFILE}
   * @param identity whose credentials are used for S3; no variable says so
   * @param gcsEndpoint {@code STORAGE_EMULATOR_HOST}, with or without {@code http://}
   */
  public record Cloud(
      Optional<URI> s3Endpoint,
      Optional<String> region,
      Optional<String> profile,
      Identity identity,
      Optional<URI> gcsEndpoint) {
    /** Whose credentials are used. */
    public enum Identity {
      /** The first that the AWS tools find: variables go before profiles. */
      LOOKED_UP,
      /** Those of the profile, whatever the variables say. */
      OF_PROFILE,
      /** Nobody's: requests are not signed. */
      NONE
    }

    /** Checks that nothing is null, and that there is a profile where it is needed. */
    public Cloud {
      Objects.requireNonNull(s3Endpoint, "s3Endpoint");
      Objects.requireNonNull(region, "region");
      Objects.requireNonNull(profile, "profile");
      Objects.requireNonNull(identity, "identity");
      Objects.requireNonNull(gcsEndpoint, "gcsEndpoint");
      if (identity == Identity.OF_PROFILE && profile.isEmpty()) {
        throw new IllegalArgumentException("the credentials of no profile");
      }
    }

    /** Returns a copy for another S3 server. */
    public Cloud withS3Endpoint(URI uri) {
      return new Cloud(Optional.of(uri), region, profile, identity, gcsEndpoint);
    }

    /** Returns a copy for another server of Google's protocol. */
    public Cloud withGcsEndpoint(URI uri) {
      return new Cloud(s3Endpoint, region, profile, identity, Optional.of(uri));
    }

    /** Returns a copy with a region. */
    public Cloud withRegion(String name) {
      return new Cloud(s3Endpoint, Optional.of(name), profile, identity, gcsEndpoint);
    }

    /** Returns a copy that uses a profile, and its credentials before any others. */
    public Cloud withProfile(String name) {
      return new Cloud(s3Endpoint, region, Optional.of(name), Identity.OF_PROFILE, gcsEndpoint);
    }

    /** Returns a copy that signs no request to S3. */
    public Cloud withoutSigning() {
      return new Cloud(s3Endpoint, region, profile, Identity.NONE, gcsEndpoint);
    }
  }

  private static final long BYTES_PER_MB = 1_000_000;
  private static final long MAX_MB = Long.MAX_VALUE / BYTES_PER_MB;

  /** Checks that nothing is null. */
  public EnvironmentSettings {
    Objects.requireNonNull(store, "store");
    Objects.requireNonNull(maxRatio, "maxRatio");
    Objects.requireNonNull(logLevel, "logLevel");
    Objects.requireNonNull(scratchDirectory, "scratchDirectory");
    Objects.requireNonNull(scratchBytes, "scratchBytes");
    Objects.requireNonNull(cacheBackend, "cacheBackend");
    Objects.requireNonNull(cacheDirectory, "cacheDirectory");
    Objects.requireNonNull(cacheBytes, "cacheBytes");
    Objects.requireNonNull(cacheMemoryBytes, "cacheMemoryBytes");
    Objects.requireNonNull(cacheKey, "cacheKey");
    Objects.requireNonNull(userCacheDirectory, "userCacheDirectory");
    Objects.requireNonNull(cloud, "cloud");
  }

  /**
   * Reads the settings.
   *
   * @param variables the environment
   * @throws ConfigurationException if a value cannot be understood
   */
  public static EnvironmentSettings read(Map<String, String> variables) {
    return new EnvironmentSettings(
        value(variables, "DG_STORE").map(text -> store("DG_STORE", text)),
        value(variables, "DG_MAX_RATIO")
            .map(text -> OptionalDouble.of(ratio("DG_MAX_RATIO", text)))
            .orElseGet(OptionalDouble::empty),
        value(variables, "DG_LOG_LEVEL")
            .map(text -> choice("DG_LOG_LEVEL", text, LogLevel.values(), LogLevel::text)),
        path(variables, "DG_SCRATCH_DIR"),
        megabytes(variables, "DG_SCRATCH_SIZE_MB"),
        value(variables, "DG_CACHE_BACKEND")
            .map(
                text ->
                    choice("DG_CACHE_BACKEND", text, CacheBackend.values(), CacheBackend::text)),
        path(variables, "DG_CACHE_DIR"),
        megabytes(variables, "DG_CACHE_SIZE_MB"),
        megabytes(variables, "DG_CACHE_MEMORY_SIZE_MB"),
        value(variables, "DG_CACHE_ENCRYPTION_KEY")
            .map(text -> cacheKey("DG_CACHE_ENCRYPTION_KEY", text)),
        path(variables, "XDG_CACHE_HOME")
            .filter(Path::isAbsolute) // XDG: relative paths are to be ignored
            .or(() -> path(variables, "HOME").map(home -> home.resolve(".cache"))),
        cloud(variables));
  }

  /** Returns a copy with other settings of cloud stores. */
  public EnvironmentSettings withCloud(Cloud other) {
    return new EnvironmentSettings(
        store,
        maxRatio,
        logLevel,
        scratchDirectory,
        scratchBytes,
        cacheBackend,
        cacheDirectory,
        cacheBytes,
        cacheMemoryBytes,
        cacheKey,
        userCacheDirectory,
        other);
  }

  private static Cloud cloud(Map<String, String> variables) {
    boolean ignored =
        value(variables, "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS")
            .filter(text -> text.equalsIgnoreCase("true"))
            .isPresent();
    Optional<URI> s3Endpoint =
        value(variables, "AWS_ENDPOINT_URL_S3")
            .map(text -> endpoint("AWS_ENDPOINT_URL_S3", text))
            .or(
                () ->
                    value(variables, "AWS_ENDPOINT_URL")
                        .map(text -> endpoint("AWS_ENDPOINT_URL", text)));
    return new Cloud(
        ignored ? Optional.empty() : s3Endpoint,
        value(variables, "AWS_REGION").or(() -> value(variables, "AWS_DEFAULT_REGION")),
        value(variables, "AWS_PROFILE"),
        Cloud.Identity.LOOKED_UP,
        value(variables, "STORAGE_EMULATOR_HOST")
            .map(text -> text.contains("://") ? text : "http://" + text)
            .map(text -> endpoint("STORAGE_EMULATOR_HOST", text)));
  }

  /**
   * Reads a server's address.
   *
   * @param setting where it comes from, for the error
   * @throws ConfigurationException if it is none
   */
  public static URI endpoint(String setting, String text) {
    try {
      URI uri = new URI(text);
      boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (http && uri.getHost() != null && uri.getUserInfo() == null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      throw new ConfigurationException(setting, "the value is no URL: " + e.getReason());
    }
    throw new ConfigurationException(
        setting, "the value is not of the form https://HOST:PORT, without a user");
  }

  private static Optional<String> value(Map<String, String> variables, String name) {
    return Optional.ofNullable(variables.get(name)).filter(text -> !text.isEmpty());
  }

  private static StoreUrl store(String name, String text) {
    try {
      return StoreUrl.parse(text);
    } catch (ConfigurationException e) {
      throw new ConfigurationException(name, e.reason());
    }
  }

  private static CacheEncryptionKey cacheKey(String name, String text) {
    try {
      return CacheEncryptionKey.parse(text);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(name, "the value, which is not shown, " + e.getMessage());
    }
  }

  private static double ratio(String name, String text) {
    try {
      double ratio = Double.parseDouble(text);
      if (ratio > 0 && ratio <= 1) {
        return ratio;
      }
    } catch (NumberFormatException e) {
      throw new ConfigurationException(name, "'" + text + "' is not a number");
    }
    throw new ConfigurationException(name, "'" + text + "' is not above 0 and at most 1");
  }

  private static <T> T choice(String name, String text, T[] values, Function<T, String> names) {
    for (T value : values) {
      if (names.apply(value).equals(text)) {
        return value;
      }
    }
    String known = Arrays.stream(values).map(names).collect(Collectors.joining(", "));
    throw new ConfigurationException(name, "'" + text + "' is none of " + known);
  }

  private static Optional<Path> path(Map<String, String> variables, String name) {
    return value(variables, name)
        .map(
            text -> {
              try {
                return Path.of(text);
              } catch (InvalidPathException e) {
                throw new ConfigurationException(name, "'" + text + "' is no path");
              }
            });
  }

  private static OptionalLong megabytes(Map<String, String> variables, String name) {
    Optional<String> text = value(variables, name);
    if (text.isEmpty()) {
      return OptionalLong.empty();
    }
    try {
      long megabytes = Long.parseLong(text.get());
      if (megabytes >= 0 && megabytes <= MAX_MB) {
        return OptionalLong.of(megabytes * BYTES_PER_MB);
      }
    } catch (NumberFormatException e) {
      throw new ConfigurationException(
          name, "'" + text.get() + "' is not a whole number of megabytes");
    }
    throw new ConfigurationException(
        name, "'" + text.get() + "' is not from 0 to " + MAX_MB + " megabytes");
  }
}
