package io.deltaglider.benchmark.compare;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * What one run takes.
 *
 * @param user CPU time outside the kernel; in this process, where the clock does not tell them
 *     apart, the same as {@code cpu}
 * @param cpu CPU time of all threads, in the kernel and outside
 * @param wall time that passes
 * @param peakBytes the most memory resident at once; empty in this process
 */
record Usage(Duration user, Duration cpu, Duration wall, OptionalLong peakBytes) {
  /** Returns the median of each figure; of an even number of runs the upper one. */
  static Usage median(List<Usage> runs) {
    return new Usage(
        median(runs, Usage::user),
        median(runs, Usage::cpu),
        median(runs, Usage::wall),
        runs.stream().flatMapToLong(run -> run.peakBytes().stream()).max());
  }

  private static Duration median(List<Usage> runs, Function<Usage, Duration> figure) {
    return runs.stream()
        .map(figure)
        .sorted(Comparator.naturalOrder())
        .skip(runs.size() / 2)
        .findFirst()
        .orElseThrow();
  }

  static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
