package io.deltaglider.cli.output;

import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * One line on a terminal, written over and over, in the words of {@code aws s3}: bytes done and
 * wanted, the rate, the files that remain; and then a file that is under way and the time that
 * remains at that rate. Thread-safe.
 */
public final class ProgressBar implements Progress {
  private static final long SHOW_EVERY_NANOS = Duration.ofMillis(100).toNanos();
  private static final int MAX_NAME = 30;
  private static final String CLEAR_LINE = "\r\033[K";
  private static final double NANOS_PER_SECOND = 1e9;

  private final PrintStream terminal;
  private final LongSupplier nanoTime;

  // All guarded by this.
  private final Set<FileMeter> running = new LinkedHashSet<>();
  private long files;
  private long filesDone;
  private long wanted;
  private long done;
  private boolean complete;
  private boolean started;
  private long startedAt;
  private long shownAt;
  private boolean shown;

  /** Creates a bar that is not shown yet. */
  public ProgressBar(PrintStream terminal, LongSupplier nanoTime) {
    this.terminal = terminal;
    this.nanoTime = nanoTime;
  }

  @Override
  public synchronized void expect(long bytes) {
    files++;
    wanted += bytes;
  }

  @Override
  public synchronized void expectNoMore() {
    complete = true;
  }

  @Override
  public synchronized Meter start(String what, long planned, long bytes) {
    if (!started) {
      started = true;
      startedAt = nanoTime.getAsLong();
      shownAt = startedAt;
    }
    wanted += bytes - planned;
    FileMeter meter = new FileMeter(shortened(what), bytes);
    running.add(meter);
    return meter;
  }

  private static String shortened(String name) {
    return name.length() <= MAX_NAME
        ? name
        : "..." + name.substring(name.length() - MAX_NAME + "...".length());
  }

  private synchronized void advance(FileMeter meter, long bytes) {
    meter.done += bytes;
    done += bytes;
    if (meter.done > meter.wanted) { // nobody knew how much there is
      wanted += meter.done - meter.wanted;
      meter.wanted = meter.done;
    }
    showIfDue();
  }

  private synchronized void end(FileMeter meter) {
    if (running.remove(meter)) {
      filesDone++;
      done += meter.wanted - meter.done; // what failed does not remain either
      showIfDue();
    }
  }

  private void showIfDue() {
    long now = nanoTime.getAsLong();
    if (now - shownAt >= SHOW_EVERY_NANOS) {
      shownAt = now;
      shown = true;
      terminal.print(CLEAR_LINE + line((now - startedAt) / NANOS_PER_SECOND));
      terminal.flush();
    }
  }

  @Override
  public synchronized void clear() {
    if (shown) {
      shown = false;
      terminal.print(CLEAR_LINE);
      terminal.flush();
    }
  }

  private String line(double seconds) {
    String about = complete ? "" : "~";
    String remaining = about + (files - filesDone) + " file(s) remaining";
    String calculating = complete ? "" : " (calculating...)";
    if (wanted == 0) {
      return "Completed " + filesDone + " file(s) with " + remaining + calculating;
    }
    double rate = seconds > 0 ? done / seconds : 0;
    String line =
        "Completed "
            + Units.binary(done)
            + "/"
            + about
            + Units.binary(wanted)
            + " ("
            + Units.binary((long) rate)
            + "/s) with "
            + remaining
            + calculating;
    return line + rest(rate);
  }

  private String rest(double rate) {
    String name = running.isEmpty() ? "" : "  " + running.iterator().next().name;
    if (done >= wanted) {
      return running.isEmpty() ? name : name + "  comparing and storing";
    }
    if (rate <= 0) {
      return name;
    }
    long left = (long) ((wanted - done) / rate * NANOS_PER_SECOND);
    return name + "  " + Units.duration(Duration.ofNanos(left)) + " left";
  }

  /** One transfer. Its fields are guarded by the bar. */
  private final class FileMeter implements Meter {
    private final String name;
    private long wanted;
    private long done;

    FileMeter(String name, long wanted) {
      this.name = name;
      this.wanted = wanted;
    }

    @Override
    public void advance(long bytes) {
      ProgressBar.this.advance(this, bytes);
    }

    @Override
    public void close() {
      end(this);
    }
  }
}
