package io.deltaglider.sdk.metrics;

import io.deltaglider.core.get.ObjectInfo;
import io.deltaglider.core.put.PutOutcome;
import io.deltaglider.port.storage.StorageException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Publishes to a Micrometer registry under the names of docs/SDK.md. Thread-safe. */
public final class MicrometerMetrics implements Metrics {
  private static final String PREFIX = "deltaglider.";
  private static final String FORM = "form";
  private static final String BYTES = "bytes";

  /** How many values the tag {@code reason} takes at most: each is a time series. */
  private static final int MAX_REASONS = 30;

  private final MeterRegistry registry;
  private final Set<String> reasons = ConcurrentHashMap.newKeySet();

  /** Creates an instance. */
  public MicrometerMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void stored(PutOutcome outcome, Duration took) {
    String form = lower(outcome.form());
    Timer.builder(PREFIX + "put.duration").tag(FORM, form).register(registry).record(took);
    summary("put.original.bytes", form).record((double) outcome.size());
    summary("put.stored.bytes", form).record((double) outcome.storedSize());
    outcome
        .reason()
        .ifPresent(
            reason ->
                registry
                    .counter(PREFIX + "put.fallbacks", "reason", boundedTag(reason))
                    .increment());
  }

  @Override
  public void closed(ObjectInfo info, long bytes, Duration took) {
    String form = lower(info.form());
    Timer.builder(PREFIX + "get.duration").tag(FORM, form).register(registry).record(took);
    summary("get.bytes", form).record((double) bytes);
  }

  @Override
  public void requested(String operation, Optional<StorageException.Kind> failure) {
    registry
        .counter(
            PREFIX + "storage.requests",
            "operation",
            operation,
            "outcome",
            failure.map(MicrometerMetrics::lower).orElse("ok"))
        .increment();
  }

  @Override
  public void cacheHit(long bytes) {
    registry.counter(PREFIX + "cache.gets", "result", "hit").increment();
    bytes("cache.hit.bytes").increment((double) bytes);
  }

  @Override
  public void cacheMiss() {
    registry.counter(PREFIX + "cache.gets", "result", "miss").increment();
  }

  @Override
  public void cacheStored(long bytes) {
    bytes("cache.stored.bytes").increment((double) bytes);
  }

  private DistributionSummary summary(String name, String form) {
    return DistributionSummary.builder(PREFIX + name)
        .baseUnit(BYTES)
        .tag(FORM, form)
        .register(registry);
  }

  private Counter bytes(String name) {
    return Counter.builder(PREFIX + name).baseUnit(BYTES).register(registry);
  }

  /** Numbers and names in a reason are its own object's: without them few reasons are left. */
  private String boundedTag(String reason) {
    String kind =
        reason.replaceAll("[0-9]+", "N").replaceAll("'[^']*'|\\([^)]*\\)|:.*", "").strip();
    if (reasons.contains(kind) || (reasons.size() < MAX_REASONS && reasons.add(kind))) {
      return kind;
    }
    return "other";
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
