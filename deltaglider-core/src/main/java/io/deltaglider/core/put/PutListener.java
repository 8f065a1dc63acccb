package io.deltaglider.core.put;

import java.time.Duration;

/**
 * Told of every acknowledged put, for metrics: how objects were stored, why some are passthrough,
 * and how long it took. Called in the thread of the put; implementations are thread-safe, quick,
 * and do not throw. What one throws all the same is logged, because the object is stored by then.
 */
@FunctionalInterface
public interface PutListener {
  /** Listens to nothing. */
  PutListener NONE = (outcome, took) -> {};

  /**
   * An object was stored.
   *
   * @param outcome how; {@link PutOutcome#reason} says why an object that may be a delta is none
   * @param took from the call to the acknowledgement, by the monotonic clock
   */
  void stored(PutOutcome outcome, Duration took);
}
