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

  private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
  private long now = 1_000_000_000L;
  private final ProgressBar bar =
      new ProgressBar(new PrintStream(terminal, true, UTF_8), () -> now);

  private void advance(Duration time, long bytes) {
    now += time.toNanos();
    bar.advance(bytes);
  }

  private String shown() {
    String text = terminal.toString(UTF_8);
    terminal.reset();
    return text;
  }

  @DisplayName("P-45: rate and remaining time have the right unit")
  @Test
  void showsRateAndRemainingTime() {
    bar.start("app.zip", 100_000_000);
    advance(Duration.ofSeconds(2), 50_000_000);
    assertThat(shown())
        .isEqualTo(CLEAR_LINE + "app.zip  50.0 MB of 100.0 MB  50 %  25.0 MB/s  2.0 s left");

    advance(Duration.ofSeconds(38), 10_000_000);
    assertThat(shown()).endsWith("  60.0 MB of 100.0 MB  60 %  1.5 MB/s  26.7 s left");
    advance(Duration.ofHours(1), 10_000_000);
    assertThat(shown()).endsWith("  0.0 MB/s  26 min 00 s left");
    advance(Duration.ofSeconds(1), 30_000_000);
    assertThat(shown()).endsWith("  100.0 MB of 100.0 MB  100 %  0.0 MB/s  comparing and storing");
  }

  @Test
  void isRedrawnTenTimesASecondAtMost() {
    bar.start("app.zip", 0);
    advance(Duration.ofMillis(99), 1000);
    assertThat(shown()).isEmpty();
    advance(Duration.ofMillis(1), 1_000_000);
    assertThat(shown()).isEqualTo(CLEAR_LINE + "app.zip  1.0 MB  10.0 MB/s");
    advance(Duration.ofMillis(50), 1000);
    assertThat(shown()).isEmpty();
  }

  @Test
  void goesAwayOnce() {
    bar.start("app.zip", 10);
    bar.clear();
    assertThat(shown()).isEmpty();
    advance(Duration.ofSeconds(1), 5);
    shown();
    bar.clear();
    bar.clear();
    assertThat(shown()).isEqualTo(CLEAR_LINE);
  }

  @Test
  void shortensLongNames() {
    bar.start("a-very-long-name-of-an-application-1.0.0.zip", 0);
    advance(Duration.ofSeconds(1), 1);
    assertThat(shown()).startsWith(CLEAR_LINE + "...of-an-application-1.0.0.zip  ");
  }
}
