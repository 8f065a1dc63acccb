package io.deltaglider.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The installed xdelta3, timed by the {@code time} command: user and system time of the process.
 */
final class Xdelta3Process {
  private Xdelta3Process() {}

  /** Encodes with {@code -9}, whole-file compression off, and returns the CPU time it took. */
  static Duration encode(Path source, Path target, Path delta) throws Exception {
    return run(
        "xdelta3",
        "-e",
        "-9",
        "-D",
        "-f",
        "-s",
        source.toString(),
        target.toString(),
        delta.toString());
  }

  /** Decodes and returns the CPU time it took. */
  static Duration decode(Path source, Path delta, Path target) throws Exception {
    return run(
        "xdelta3", "-d", "-D", "-f", "-s", source.toString(), delta.toString(), target.toString());
  }

  private static Duration run(String... command) throws IOException, InterruptedException {
    List<String> timed = new ArrayList<>(List.of("time", "-f", "%U %S"));
    timed.addAll(List.of(command));
    Process process = new ProcessBuilder(timed).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + " failed: " + output);
    }
    String[] seconds = output.substring(output.lastIndexOf('\n') + 1).split(" ", -1);
    double cpu = Double.parseDouble(seconds[0]) + Double.parseDouble(seconds[1]);
    return Duration.ofNanos((long) (cpu * 1e9));
  }
}
