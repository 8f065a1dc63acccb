package io.deltaglider.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CpuMeasureTest {
  @Test
  void theMedianCountsRunsSixToTen() {
    CpuMeasure measure = new CpuMeasure();
    for (int milliseconds : new int[] {900, 800, 700, 600, 500, 5, 1, 4, 2, 3}) {
      measure.add(Duration.ofMillis(milliseconds));
    }

    assertThat(measure.median()).isEqualTo(Duration.ofMillis(3));
  }

  @Test
  void cpuTimeIsMeasuredInTheUnitItIsShownIn() throws Exception {
    CpuMeasure measure = new CpuMeasure();
    long[] sum = {0};

    measure.measure(
        () -> {
          for (int i = 0; i < 200_000_000; i++) {
            sum[0] += i ^ sum[0] >>> 3;
          }
        });

    assertThat(sum[0]).isNotZero();
    assertThat(measure.median()).isBetween(Duration.ofMillis(10), Duration.ofMinutes(1));
  }
}
