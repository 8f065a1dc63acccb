package io.deltaglider.benchmark.compare;

import java.time.Duration;

/**
 * How often something runs: {@code max} times, but after {@code min} no more once all its runs
 * together have taken {@link #ENOUGH} of CPU.
 *
 * @param warmUp whether the first half of the runs does not count
 */
record Repetition(int min, int max, boolean warmUp) {
  /** So that what is slow is not repeated without end. */
  static final Duration ENOUGH = Duration.ofSeconds(20);

  /** In this process, whose virtual machine warms up: of ten runs the sixth to tenth count. */
  static final Repetition WARM = new Repetition(3, 10, true);

  /** A process begins cold each time. */
  static final Repetition PROCESS = new Repetition(1, 5, false);

  boolean wantsMore(int runs, Duration cpu) {
    return runs < min || (runs < max && cpu.compareTo(ENOUGH) < 0);
  }

  /** Returns the index of the first of so many runs that counts. */
  int firstCounted(int runs) {
    return warmUp ? runs / 2 : 0;
  }
}
