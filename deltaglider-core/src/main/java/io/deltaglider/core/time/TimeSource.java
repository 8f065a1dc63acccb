package io.deltaglider.core.time;

import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * Measures elapsed time by a wall clock and a monotonic clock at once and believes the larger: a
 * suspended machine may stop the one, an operator may set back the other. Thread-safe.
 */
public final class TimeSource {
  private final Clock clock;
  private final LongSupplier nanoTime;

  /**
   * Creates a source.
   *
   * @param clock the wall clock
   * @param nanoTime the monotonic clock, in nanoseconds from any start
   */
  public TimeSource(Clock clock, LongSupplier nanoTime) {
    this.clock = Objects.requireNonNull(clock, "clock");
    this.nanoTime = Objects.requireNonNull(nanoTime, "nanoTime");
  }

  /** Returns the present moment. */
  public Moment now() {
    return new Moment(clock.instant(), nanoTime.getAsLong());
  }

  /** Returns how much time has passed since {@code start}: never negative. */
  public Duration since(Moment start) {
    Duration wall = Duration.between(start.wall(), clock.instant());
    Duration monotonic = monotonicSince(start);
    return wall.compareTo(monotonic) > 0 ? wall : monotonic;
  }

  /** Returns how long ago {@code start} was by the monotonic clock alone: what a metric wants. */
  public Duration monotonicSince(Moment start) {
    return Duration.ofNanos(nanoTime.getAsLong() - start.nanos());
  }
}
