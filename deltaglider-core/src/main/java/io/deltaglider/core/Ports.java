package io.deltaglider.core;

import io.deltaglider.port.cache.ReferenceCache;
import io.deltaglider.port.scratch.Scratch;
import io.deltaglider.port.storage.StoragePort;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Everything that {@link DeltaGlider} needs from outside. It closes none of it.
 *
 * @param storage where objects are
 * @param cache keeps references near
 * @param scratch holds large intermediate data
 * @param clock the wall clock
 * @param nanoTime the monotonic clock, in nanoseconds from any start
 * @param executor runs look-ups of metadata, and parts of an encoding, side by side
 * @param randomIds gives 32 lower-case hex digits that nobody can guess, never the same twice
 */
public record Ports(
    StoragePort storage,
    ReferenceCache cache,
    Scratch scratch,
    Clock clock,
    LongSupplier nanoTime,
    ExecutorService executor,
    Supplier<String> randomIds) {
  /** Checks that nothing is null. */
  public Ports {
    Objects.requireNonNull(storage, "storage");
    Objects.requireNonNull(cache, "cache");
    Objects.requireNonNull(scratch, "scratch");
    Objects.requireNonNull(clock, "clock");
    Objects.requireNonNull(nanoTime, "nanoTime");
    Objects.requireNonNull(executor, "executor");
    Objects.requireNonNull(randomIds, "randomIds");
  }

  /**
   * Returns a copy on another storage, such as another view of the same store; everything else is
   * shared.
   */
  public Ports withStorage(StoragePort other) {
    return new Ports(other, cache, scratch, clock, nanoTime, executor, randomIds);
  }
}
