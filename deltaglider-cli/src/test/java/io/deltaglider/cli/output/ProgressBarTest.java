package io.deltaglider.cli.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
  private static final String CLEAR_LINE = "\r\033[K";
  private static final long MIB = 1 << 20;

  private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
  private long now = 1_000_000_000L;
  private final ProgressBar bar =
      new ProgressBar(new PrintStream(terminal, true, UTF_8), () -> now);

  private void advance(Progress.Meter meter, Duration time, long bytes) {
    now += time.toNanos();
    meter.advance(bytes);
  }

  private String shown() {
    String text = terminal.toString(UTF_8);
    terminal.reset();
    return text;
  }

  @DisplayName("P-45: rate and remaining time have the right unit")
  @Test
  void showsRateAndRemainingTime() {
    bar.expect(100 * MIB);
    bar.expectNoMore();
    Progress.Meter meter = bar.start("app.zip", 100 * MIB, 100 * MIB);
    advance(meter, Duration.ofSeconds(2), 50 * MIB);
    assertThat(shown())
        .isEqualTo(
            CLEAR_LINE
                + "Completed 50.0 MiB/100.0 MiB (25.0 MiB/s) with 1 file(s) remaining"
                + "  app.zip  2.0 s left");

    advance(meter, Duration.ofSeconds(38), 10 * MIB);
    assertThat(shown())
        .contains("60.0 MiB/100.0 MiB (1.5 MiB/s)")
        .endsWith("  app.zip  26.7 s left");
    advance(meter, Duration.ofHours(1), 10 * MIB);
    assertThat(shown()).endsWith("  app.zip  26 min 00 s left");
    advance(meter, Duration.ofSeconds(1), 30 * MIB);
    assertThat(shown()).contains("100.0 MiB/100.0 MiB").endsWith("  comparing and storing");
  }

  @Test
  void countsAllFiles() {
    bar.expect(3 * MIB);
    Progress.Meter one = bar.start("one", 3 * MIB, 3 * MIB);
    bar.expect(0);
    Progress.Meter other = bar.start("other", 0, MIB);
    advance(one, Duration.ofSeconds(1), MIB);
    assertThat(shown())
        .contains("1.0 MiB/~4.0 MiB (1.0 MiB/s) with ~2 file(s) remaining (calculating...)  one ");

    bar.expectNoMore();
    advance(other, Duration.ofSeconds(1), MIB);
    shown();
    now += Duration.ofSeconds(1).toNanos();
    other.close();
    assertThat(shown()).contains("2.0 MiB/4.0 MiB").contains("with 1 file(s) remaining  one ");
  }

  @Test
  void whatFailedDoesNotRemain() {
    bar.expect(MIB);
    bar.expect(MIB);
    bar.expectNoMore();
    Progress.Meter failing = bar.start("failing", MIB, MIB);
    now += Duration.ofSeconds(1).toNanos();
    failing.close();

    assertThat(shown()).contains("1.0 MiB/2.0 MiB").contains("with 1 file(s) remaining");
  }

  @Test
  void isRedrawnTenTimesASecondAtMost() {
    bar.expect(0);
    bar.expectNoMore();
    Progress.Meter meter = bar.start("app.zip", 0, 0);
    advance(meter, Duration.ofMillis(99), 1000);
    assertThat(shown()).isEmpty();
    advance(meter, Duration.ofMillis(1), MIB);
    assertThat(shown()).startsWith(CLEAR_LINE + "Completed 1.0 MiB/1.0 MiB (10.0 MiB/s) with 1 ");
    advance(meter, Duration.ofMillis(50), 1000);
    assertThat(shown()).isEmpty();
  }

  @Test
  void goesAwayOnce() {
    bar.expect(10);
    Progress.Meter meter = bar.start("app.zip", 10, 10);
    bar.clear();
    assertThat(shown()).isEmpty();
    advance(meter, Duration.ofSeconds(1), 5);
    shown();
    bar.clear();
    bar.clear();
    assertThat(shown()).isEqualTo(CLEAR_LINE);
  }

  @Test
  void shortensLongNames() {
    bar.expect(2);
    Progress.Meter meter = bar.start("a-very-long-name-of-an-application-1.0.0.zip", 2, 2);
    advance(meter, Duration.ofSeconds(1), 1);
    assertThat(shown()).contains("  ...of-an-application-1.0.0.zip  ");
  }
}
