package io.deltaglider.benchmark.compare;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Runs a command under GNU {@code time}. */
final class TimedProcess {
  private static final String FORMAT = "%U %S %e %M";
  private static final int FIGURES = 4;

  /** {@code time} rounds to hundredths, so what is shorter than this is repeated. */
  private static final Duration SHORTEST = Duration.ofMillis(200);

  private static final int MAX_TIMES = 20;

  /** Runs a command, given as its further arguments, as often as the first one says. */
  private static final String REPEAT =
      "left=$1; shift; while [ $left -gt 0 ]; do \"$@\" || exit; left=$((left - 1)); done";

  private TimedProcess() {}

  /**
   * Runs the command to its end; if it is short, then again several times, and returns the mean of
   * those.
   *
   * @param environment variables beside those of this process
   * @throws IOException with all that the command said if it fails
   */
  static Usage measure(List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    Usage once = run(command, environment);
    if (once.wall().compareTo(SHORTEST) >= 0) {
      return once;
    }
    int times = times(once.wall());
    List<String> repeated =
        new ArrayList<>(List.of("sh", "-c", REPEAT, "sh", Integer.toString(times)));
    repeated.addAll(command);
    Usage together = run(repeated, environment);
    return new Usage(
        together.user().dividedBy(times),
        together.cpu().dividedBy(times),
        together.wall().dividedBy(times),
        together.peakBytes());
  }

  private static int times(Duration wall) {
    return (int) Math.min(MAX_TIMES, SHORTEST.toNanos() / Math.max(1, wall.toNanos()) + 1);
  }

  private static Usage run(List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    List<String> timed = new ArrayList<>(List.of("time", "-f", FORMAT));
    timed.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(timed).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    String said =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + " failed: " + said);
    }
    return usage(said.substring(said.lastIndexOf('\n') + 1));
  }

  /** Reads what {@code time} wrote. */
  static Usage usage(String line) throws IOException {
    String[] figures = line.split(" ", -1);
    if (figures.length != FIGURES) {
      throw new IOException("time wrote: " + line);
    }
    Duration user = seconds(figures[0]);
    return new Usage(
        user,
        user.plus(seconds(figures[1])),
        seconds(figures[2]),
        OptionalLong.of(Long.parseLong(figures[3]) << 10));
  }

  private static Duration seconds(String figure) {
    return Duration.ofNanos(Math.round(Double.parseDouble(figure) * 1e9));
  }
}
