package io.deltaglider.benchmark.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UsageTest {
  private static Usage usage(int user, int cpu, int wall, long peakBytes) {
    return new Usage(
        Duration.ofMillis(user),
        Duration.ofMillis(cpu),
        Duration.ofMillis(wall),
        OptionalLong.of(peakBytes));
  }

  @Test
  void eachFigureHasItsOwnMedianAndMemoryItsPeak() {
    assertThat(Usage.median(List.of(usage(1, 9, 5, 8), usage(3, 7, 6, 9), usage(2, 8, 4, 7))))
        .isEqualTo(usage(2, 8, 5, 9));
  }

  @Test
  void ofTwoRunsTheSlowerCounts() {
    assertThat(Usage.median(List.of(usage(1, 1, 1, 1), usage(2, 2, 2, 2))))
        .isEqualTo(usage(2, 2, 2, 2));
  }

  @Test
  void whatTimeWritesIsRead() throws IOException {
    assertThat(TimedProcess.usage("1.50 0.25 2.00 1024"))
        .isEqualTo(usage(1500, 1750, 2000, 1 << 20));
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> TimedProcess.usage("1.50 0.25"))
        .withMessageContaining("1.50 0.25");
  }

  @Test
  void timeInThisProcessIsMeasuredInTheUnitItIsShownIn() throws Exception {
    long[] sum = {0};

    Usage usage =
        InProcess.measure(
            () -> {
              for (int i = 0; i < 200_000_000; i++) {
                sum[0] += i ^ sum[0] >>> 3;
              }
            });

    assertThat(sum[0]).isNotZero();
    assertThat(Stream.of(usage.cpu(), usage.wall()))
        .allSatisfy(
            duration ->
                assertThat(duration).isBetween(Duration.ofMillis(10), Duration.ofMinutes(1)));
  }

  @Test
  void whatIsShortIsRepeatedAndCountedOnce() throws Exception {
    int[] times = {0};

    Usage usage = InProcess.measure(() -> times[0]++);

    assertThat(times[0]).isGreaterThan(100);
    assertThat(usage.wall()).isLessThan(Duration.ofMillis(1));
  }
}
