package io.deltaglider.benchmark.compare;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * Measures work in this process: all its threads, the compiler's and the collector's among them.
 */
final class InProcess {
  /**
   * The clock of CPU time ticks every 10 ms, so what is shorter is repeated until so much passes.
   */
  private static final Duration SHORTEST = Duration.ofMillis(100);

  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private InProcess() {}

  /** Something that takes time. */
  interface Work {
    void run() throws Exception;
  }

  /** Runs {@code work} at least once and returns what it takes each time. */
  static Usage measure(Work work) throws Exception {
    long cpuStart = SYSTEM.getProcessCpuTime();
    long start = System.nanoTime();
    int times = 0;
    long wall;
    do {
      work.run();
      times++;
      wall = System.nanoTime() - start;
    } while (wall < SHORTEST.toNanos());
    Duration cpu = Duration.ofNanos((SYSTEM.getProcessCpuTime() - cpuStart) / times);
    return new Usage(cpu, cpu, Duration.ofNanos(wall / times), OptionalLong.empty());
  }
}
