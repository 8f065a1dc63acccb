package io.deltaglider.core.get;

import java.time.Duration;

/**
 * Told of every content that was opened and is closed now, for metrics. Called in the thread that
 * closes it; implementations are thread-safe, quick, and do not throw. What one throws all the same
 * is logged.
 */
@FunctionalInterface
public interface GetListener {
  /** Listens to nothing. */
  GetListener NONE = (info, bytes, took) -> {};

  /**
   * A content was closed, whether it was read to its end or not.
   *
   * @param info what is known about the object
   * @param bytes how many bytes were read of it
   * @param took from the call that opened it to the one that closed it, by the monotonic clock
   */
  void closed(ObjectInfo info, long bytes, Duration took);
}
