package io.deltaglider.sdk;

import io.deltaglider.core.get.GetListener;
import io.deltaglider.core.put.PutListener;
import io.deltaglider.core.put.PutOptions;
import io.deltaglider.core.select.DeltaPolicy;
import io.deltaglider.core.vcdiff.EncoderOptions;
import io.deltaglider.sdk.metrics.LoggedOperations;
import io.deltaglider.sdk.metrics.MeteredCache;
import io.deltaglider.sdk.metrics.MeteredStorage;
import io.deltaglider.sdk.metrics.Metrics;
import io.deltaglider.sdk.metrics.MicrometerMetrics;
import io.deltaglider.wiring.CacheBackend;
import io.deltaglider.wiring.ConfigurationException;
import io.deltaglider.wiring.DeltaGliderConfig;
import io.deltaglider.wiring.DeltaGliderSession;
import io.deltaglider.wiring.EnvironmentSettings;
import io.deltaglider.wiring.LogLevel;
import io.deltaglider.wiring.S3Connection;
import io.deltaglider.wiring.SessionHooks;
import io.deltaglider.wiring.StoreUrl;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Builds a client. What is not said is taken from the environment ({@code DG_*}, {@code AWS_*} and
 * Google's variables), and then has the default that docs/SDK.md names. Not thread-safe; what it
 * builds is.
 *
 * @param <T> what is built
 */
public final class DeltaGliderBuilder<T> {
  private static final StoreUrl DEFAULT_STORE = new StoreUrl(StoreUrl.Scheme.S3, "");
  private static final String DEFAULT_REGION = "us-east-1";

  private final Function<OpenStore, T> finish;
  private final CloudSettings cloud = new CloudSettings();
  private final Map<String, String> overrides = new HashMap<>();
  private Map<String, String> environment = System.getenv();
  private Optional<StoreUrl> store = Optional.empty();
  private Optional<Integer> effort = Optional.empty();
  private Optional<DeltaPolicy> policy = Optional.empty();
  private Optional<PutListener> listener = Optional.empty();
  private Optional<Metrics> metrics = Optional.empty();
  private Clock clock = Clock.systemUTC();
  private LongSupplier nanoTime = System::nanoTime;
  private boolean fetchMetadata;

  DeltaGliderBuilder(Function<OpenStore, T> finish) {
    this.finish = finish;
  }

  /**
   * Chooses the store: {@code s3:} (the default), {@code gcs:}, {@code file:PATH} or {@code
   * memory:}; otherwise {@code DG_STORE}.
   *
   * @throws ConfigurationException if it is none of these
   */
  public DeltaGliderBuilder<T> store(String url) {
    store = Optional.of(StoreUrl.parse(url));
    return this;
  }

  /** Uses another server than the cloud's own; on S3 with buckets in the path. */
  public DeltaGliderBuilder<T> endpoint(URI endpoint) {
    cloud.endpoint = Optional.of(EnvironmentSettings.endpoint("endpoint", endpoint.toString()));
    return this;
  }

  /** Sets the region. */
  public DeltaGliderBuilder<T> region(String region) {
    cloud.region = Optional.of(region);
    return this;
  }

  /** Sets the credentials; otherwise they are looked up as the AWS tools do. */
  public DeltaGliderBuilder<T> credentialsProvider(AwsCredentialsProvider credentials) {
    cloud.credentials = Optional.of(credentials);
    return this;
  }

  /** Sets the profile of the files under {@code ~/.aws}. */
  public DeltaGliderBuilder<T> profile(String profile) {
    cloud.profile = Optional.of(profile);
    return this;
  }

  /** Names buckets in the path, or in the host. */
  public DeltaGliderBuilder<T> pathStyle(boolean inPath) {
    cloud.pathStyle = Optional.of(inPath);
    return this;
  }

  /** Uses a client of the caller's, who closes it. */
  public DeltaGliderBuilder<T> s3Client(S3Client client) {
    cloud.client = Optional.of(client);
    return this;
  }

  /** Says what the store makes of conditional writes, instead of finding it out. */
  public DeltaGliderBuilder<T> conditionalWrites(S3Connection.ConditionalWrites mode) {
    cloud.conditionalWrites = mode;
    return this;
  }

  /** Sets the Google Cloud project in which buckets are created. */
  public DeltaGliderBuilder<T> project(String project) {
    cloud.project = Optional.of(project);
    return this;
  }

  /** Sets a file with Google Cloud credentials. */
  public DeltaGliderBuilder<T> credentialsFile(Path file) {
    cloud.credentialsFile = Optional.of(file);
    return this;
  }

  /** Caches references in this directory, which processes may share. */
  public DeltaGliderBuilder<T> cacheDirectory(Path directory) {
    overrides.put("DG_CACHE_DIR", directory.toString());
    return this;
  }

  /** Chooses where references are cached. */
  public DeltaGliderBuilder<T> cacheBackend(CacheBackend backend) {
    overrides.put("DG_CACHE_BACKEND", backend.text());
    return this;
  }

  /** Sets how many millions of bytes of references the cache keeps at most, wherever it is. */
  public DeltaGliderBuilder<T> cacheSizeMb(long megabytes) {
    overrides.put("DG_CACHE_SIZE_MB", Long.toString(megabytes));
    overrides.put("DG_CACHE_MEMORY_SIZE_MB", Long.toString(megabytes));
    return this;
  }

  /** Encrypts what a cache in a directory keeps; see {@code DG_CACHE_ENCRYPTION_KEY}. */
  public DeltaGliderBuilder<T> cacheEncryptionKey(String key) {
    overrides.put("DG_CACHE_ENCRYPTION_KEY", key);
    return this;
  }

  /** Keeps large intermediate data in this directory. */
  public DeltaGliderBuilder<T> scratchDirectory(Path directory) {
    overrides.put("DG_SCRATCH_DIR", directory.toString());
    return this;
  }

  /** Sets how many millions of bytes of intermediate data there may be at once. */
  public DeltaGliderBuilder<T> scratchSizeMb(long megabytes) {
    overrides.put("DG_SCRATCH_SIZE_MB", Long.toString(megabytes));
    return this;
  }

  /** Stores an object whole whose delta is larger than this part of it; above 0, at most 1. */
  public DeltaGliderBuilder<T> maxRatio(double ratio) {
    overrides.put("DG_MAX_RATIO", Double.toString(ratio));
    return this;
  }

  /** Sets the trade between speed and size of deltas, from 1, the fastest, to 9, the smallest. */
  public DeltaGliderBuilder<T> effort(int value) {
    if (value < EncoderOptions.MIN_EFFORT || value > EncoderOptions.MAX_EFFORT) {
      throw new ConfigurationException("effort", value + " is not 1 to 9");
    }
    effort = Optional.of(value);
    return this;
  }

  /** Narrows what the bucket's policy lets become deltas. */
  public DeltaGliderBuilder<T> deltaPolicy(DeltaPolicy narrower) {
    policy = Optional.of(narrower);
    return this;
  }

  /** Logs operations of at least this severity, as far as the logging backend lets them through. */
  public DeltaGliderBuilder<T> logLevel(LogLevel level) {
    overrides.put("DG_LOG_LEVEL", level.text());
    return this;
  }

  /** Takes the time from this clock. */
  public DeltaGliderBuilder<T> clock(Clock wall) {
    clock = Objects.requireNonNull(wall, "wall");
    return this;
  }

  /** Publishes metrics to this registry. Needs Micrometer on the class path. */
  public DeltaGliderBuilder<T> meterRegistry(MeterRegistry registry) {
    metrics = Optional.of(new MicrometerMetrics(registry));
    return this;
  }

  /** Lists the content's sizes and ETags even where that costs a request for each new delta. */
  public DeltaGliderBuilder<T> fetchMetadata(boolean fetch) {
    fetchMetadata = fetch;
    return this;
  }

  /** Tells {@code puts} of every object that is stored. */
  public DeltaGliderBuilder<T> listener(PutListener puts) {
    listener = Optional.of(puts);
    return this;
  }

  /** Takes defaults from these variables instead of the process's. */
  public DeltaGliderBuilder<T> environment(Map<String, String> variables) {
    environment = Map.copyOf(variables);
    return this;
  }

  /** Measures durations by another monotonic clock, in nanoseconds. */
  DeltaGliderBuilder<T> nanoTime(LongSupplier nanos) {
    nanoTime = nanos;
    return this;
  }

  /**
   * Builds the client, which the caller closes.
   *
   * @throws ConfigurationException if a value cannot be used, or the directory for scratch cannot
   */
  public T build() {
    Map<String, String> variables = new HashMap<>(environment);
    variables.putAll(overrides);
    EnvironmentSettings settings = EnvironmentSettings.read(variables);
    StoreUrl url = store.or(settings::store).orElse(DEFAULT_STORE);
    DeltaGliderConfig config = cloud.apply(DeltaGliderConfig.of(url, settings));
    LoggedOperations logged = new LoggedOperations(settings.logLevel().orElse(LogLevel.TRACE));
    config = config.withPut(putOptions(config.put(), logged));
    String region = cloud.region.or(settings.cloud()::region).orElse(DEFAULT_REGION);
    OpenStore open =
        new OpenStore(session(config, hooks(logged)), url, clock, region, fetchMetadata);
    try {
      return finish.apply(open);
    } catch (RuntimeException e) {
      open.close();
      throw e;
    }
  }

  private DeltaGliderSession session(DeltaGliderConfig config, SessionHooks hooks) {
    try {
      return DeltaGliderSession.open(config, clock, hooks);
    } catch (IOException e) {
      throw new ConfigurationException("store", "cannot be opened: " + e.getMessage(), e);
    }
  }

  private PutOptions putOptions(PutOptions options, PutListener logged) {
    PutListener all =
        (outcome, took) -> {
          logged.stored(outcome, took);
          metrics.ifPresent(m -> m.stored(outcome, took));
          listener.ifPresent(l -> l.stored(outcome, took));
        };
    PutOptions result = options.withListener(all);
    if (effort.isPresent()) {
      result = result.withEncoder(options.encoder().withEffort(effort.get()));
    }
    return policy.isPresent() ? result.withPolicy(policy.get()) : result;
  }

  private SessionHooks hooks(GetListener logged) {
    if (metrics.isEmpty()) {
      return new SessionHooks(
          SessionHooks.NONE.storage(), SessionHooks.NONE.cache(), logged, nanoTime);
    }
    Metrics present = metrics.get();
    return new SessionHooks(
        storage -> new MeteredStorage(storage, present),
        cache -> new MeteredCache(cache, present),
        (info, bytes, took) -> {
          logged.closed(info, bytes, took);
          present.closed(info, bytes, took);
        },
        nanoTime);
  }
}
