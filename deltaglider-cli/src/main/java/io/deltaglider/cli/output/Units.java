package io.deltaglider.cli.output;

import java.time.Duration;
import java.util.Locale;

/** Numbers with units, as people read them. */
public final class Units {
  private static final String[] BINARY = {"KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
  private static final int BINARY_STEP = 1024;
  private static final double BYTES_PER_MEGABYTE = 1e6;
  private static final String NOTHING = "0.0 %";
  private static final long MILLIS_PER_SECOND = 1000;
  private static final long SECONDS_PER_MINUTE = 60;

  private Units() {}

  /** Returns a size as {@code aws s3 ls --human-readable} shows it, such as {@code 1.5 MiB}. */
  public static String binary(long bytes) {
    if (bytes == 1) {
      return "1 Byte";
    }
    if (bytes < BINARY_STEP) {
      return bytes + " Bytes";
    }
    double value = bytes;
    int unit = -1;
    // Rounded first: 1023.96 KiB is 1.0 MiB, never 1024.0 KiB.
    while (unit < 0 || (Math.round(value * 10) >= BINARY_STEP * 10L && unit < BINARY.length - 1)) {
      value /= BINARY_STEP;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %s", value, BINARY[unit]);
  }

  /** Returns a size in millions of bytes, such as {@code 100.0 MB}. */
  public static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f MB", bytes / BYTES_PER_MEGABYTE);
  }

  /**
   * Returns how much of {@code whole} is saved when only {@code part} is left, such as {@code 99.8
   * %}; it is never rounded up to all, and negative if the part is larger.
   */
  public static String saved(long whole, long part) {
    if (whole == 0) {
      return NOTHING;
    }
    double saved = 100.0 * (whole - part) / whole;
    if (part > 0) {
      saved = Math.min(saved, 99.99);
    }
    // One more digit where one would round all or nothing.
    boolean extreme = saved > 99.9 || (saved != 0 && Math.abs(saved) < 1);
    String format = extreme ? "%.2f %%" : "%.1f %%";
    String text = String.format(Locale.ROOT, format, saved);
    return text.equals("-0.0 %") || text.equals("-0.00 %") ? NOTHING : text;
  }

  /** Returns a duration in the unit that suits it, such as {@code 850 ms} or {@code 2 min 05 s}. */
  public static String duration(Duration duration) {
    long millis = duration.toMillis();
    if (millis < MILLIS_PER_SECOND) {
      return millis + " ms";
    }
    if (duration.toSeconds() < SECONDS_PER_MINUTE) {
      return String.format(Locale.ROOT, "%.1f s", millis / (double) MILLIS_PER_SECOND);
    }
    if (duration.toHours() == 0) {
      return String.format(
          Locale.ROOT, "%d min %02d s", duration.toMinutes(), duration.toSecondsPart());
    }
    return String.format(
        Locale.ROOT, "%d h %02d min", duration.toHours(), duration.toMinutesPart());
  }
}
