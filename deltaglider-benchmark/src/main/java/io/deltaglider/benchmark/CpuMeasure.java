package io.deltaglider.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** CPU time of this process, all threads, the compiler's and the collector's among them. */
final class CpuMeasure {
  /** Runs before these warm the virtual machine up and do not count. */
  static final int FIRST_COUNTED = 6;

  /** How often each thing is run. */
  static final int RUNS = 10;

  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private final List<Duration> runs = new ArrayList<>();

  /** Something that takes time. */
  interface Work {
    void run() throws Exception;
  }

  /** Runs {@code work} once and remembers what it took. */
  void measure(Work work) throws Exception {
    long start = SYSTEM.getProcessCpuTime();
    work.run();
    add(Duration.ofNanos(SYSTEM.getProcessCpuTime() - start));
  }

  /** Remembers what a run took that was measured otherwise. */
  void add(Duration cpu) {
    runs.add(cpu);
  }

  /** Returns the median of the runs that count. */
  Duration median() {
    List<Duration> counted =
        runs.subList(Math.min(FIRST_COUNTED, runs.size()) - 1, runs.size()).stream()
            .sorted()
            .toList();
    return counted.get(counted.size() / 2);
  }
}
