package io.deltaglider.cli.output;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * One line on a terminal, written over and over: the file, bytes done and wanted, the rate, and the
 * time that remains at that rate. Not thread-safe.
 */
public final class ProgressBar implements Progress {
  private static final long SHOW_EVERY_NANOS = Duration.ofMillis(100).toNanos();
  private static final int MAX_NAME = 30;
  private static final String CLEAR_LINE = "\r\033[K";

  private final PrintStream terminal;
  private final LongSupplier nanoTime;

  private String name = "";
  private long wanted;
  private long done;
  private long startedAt;
  private long shownAt;
  private boolean shown;

  /** Creates a bar that is not shown yet. */
  public ProgressBar(PrintStream terminal, LongSupplier nanoTime) {
    this.terminal = terminal;
    this.nanoTime = nanoTime;
  }

  @Override
  public void start(String what, long bytes) {
    clear();
    name = what.length() <= MAX_NAME ? what : "..." + what.substring(what.length() - MAX_NAME + 3);
    wanted = bytes;
    done = 0;
    startedAt = nanoTime.getAsLong();
    shownAt = startedAt;
  }

  @Override
  public void advance(long bytes) {
    done += bytes;
    long now = nanoTime.getAsLong();
    if (now - shownAt >= SHOW_EVERY_NANOS) {
      shownAt = now;
      shown = true;
      terminal.print(CLEAR_LINE + line(Duration.ofNanos(now - startedAt)));
      terminal.flush();
    }
  }

  @Override
  public void clear() {
    if (shown) {
      shown = false;
      terminal.print(CLEAR_LINE);
      terminal.flush();
    }
  }

  private String line(Duration elapsed) {
    String line = name + "  " + Units.megabytes(done);
    if (wanted > 0) {
      line += " of " + Units.megabytes(wanted) + "  " + (100 * done / wanted) + " %";
    }
    double seconds = elapsed.toNanos() / 1e9;
    if (done == 0 || seconds <= 0) {
      return line;
    }
    double rate = done / seconds;
    line += "  " + Units.megabytes((long) rate) + "/s";
    if (wanted > done) {
      long left = (long) ((wanted - done) / rate * 1e9);
      line += "  " + Units.duration(Duration.ofNanos(left)) + " left";
    } else if (wanted > 0) {
      line += "  comparing and storing";
    }
    return line;
  }
}
