package io.deltaglider.benchmark.compare;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;

/** Prints measurements as a Markdown table, pair by pair. */
final class ComparisonTable {
  private final PrintStream output;

  ComparisonTable(PrintStream output) {
    this.output = output;
  }

  void printHead() {
    output.println(
        "| pair | tool | bytes | to `xdelta3 -9 -B` | encode CPU s (user) | encode wall s"
            + " | decode CPU s (user) | decode wall s | decode MB/s | peak RSS MiB, encode / decode |");
    output.println("|---|---|---:|---:|---:|---:|---:|---:|---:|---:|");
  }

  void print(PairResult result) {
    long whole = result.of(ToolName.XDELTA3_WHOLE).deltaBytes();
    for (Measurement measurement : result.measurements().values()) {
      Usage encode = measurement.encode();
      Usage decode = measurement.decode();
      output.printf(
          Locale.ROOT,
          "| %s | %s | %,d | %.3f | %s | %s | %s | %s | %,.0f | %s |%n",
          result.pair(),
          measurement.tool().label(),
          measurement.deltaBytes(),
          (double) measurement.deltaBytes() / whole,
          cpu(encode),
          seconds(encode.wall()),
          cpu(decode),
          seconds(decode.wall()),
          measurement.decodedMegabytesPerSecond(),
          peaks(encode.peakBytes(), decode.peakBytes()));
    }
    output.flush();
  }

  /** The part outside the kernel only where it is known. */
  private static String cpu(Usage usage) {
    if (usage.peakBytes().isEmpty()) {
      return seconds(usage.cpu());
    }
    return seconds(usage.cpu()) + " (" + seconds(usage.user()) + ")";
  }

  private static String peaks(OptionalLong encode, OptionalLong decode) {
    if (encode.isEmpty() || decode.isEmpty()) {
      return "";
    }
    return (encode.getAsLong() >> 20) + " / " + (decode.getAsLong() >> 20);
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.3f", Usage.seconds(duration));
  }
}
