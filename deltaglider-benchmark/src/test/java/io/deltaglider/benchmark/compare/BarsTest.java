package io.deltaglider.benchmark.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltaglider.benchmark.corpus.CorpusPair;
import java.util.List;
import org.junit.jupiter.api.Test;

class BarsTest {
  private static final CorpusPair PAIR = CorpusPair.SPARK_JAR;

  private final Measurements measurements = new Measurements();

  private static List<String> missed(PairResult result) {
    return Bars.of(result).stream()
        .filter(verdict -> !verdict.met())
        .map(Verdict::toString)
        .toList();
  }

  @Test
  void everyPairHasFiveBarsWhichAreMetAtTheirLimit() {
    // Decoding: 667 MB/s, but 1.25 times the CPU.
    assertThat(Bars.of(measurements.of(PAIR))).hasSize(5).allMatch(Verdict::met);
  }

  @Test
  void oneByteMoreAtTheDefaultEffortIsTooMuch() {
    measurements.put(ToolName.ENGINE_5, 1006, 250, 1000);

    assertThat(missed(measurements.of(PAIR)))
        .containsExactly(
            "MISSED: SPARK_JAR: bytes at the default effort, at most 1.005 x xdelta3 -9 -B:"
                + " 1,006 against 1,000 (1.0060)");
  }

  @Test
  void effortNineIsHeldToTheSmallerOfTwoDeltas() {
    measurements.put(ToolName.ZSTD_19, 999, 5000, 500);

    assertThat(missed(measurements.of(PAIR)))
        .containsExactly(
            "MISSED: SPARK_JAR: bytes at effort 9, at most 1.03 x the less of xdelta3 -9 -B and"
                + " zstd -19: 1,030 against 999 (1.0310)");
  }

  @Test
  void defaultEffortMayTakeAQuarterOfTheCpuOutsideTheKernel() {
    measurements.put(ToolName.ENGINE_5, 1005, 251, 1000);

    assertThat(missed(measurements.of(PAIR)))
        .containsExactly(
            "MISSED: SPARK_JAR: encode CPU at the default effort, at most 1/4 of xdelta3 -9:"
                + " 0.251 s, limit 0.250 s");
  }

  @Test
  void movedMembersMayTakeAFiftieth() {
    assertThat(missed(measurements.of(CorpusPair.MOVED_MEMBERS)))
        .containsExactly(
            "MISSED: MOVED_MEMBERS: encode CPU at the default effort, at most 1/50 of xdelta3 -9:"
                + " 0.250 s, limit 0.020 s");
  }

  @Test
  void effortOneMayTakeWhatZstdTakesOutsideTheKernel() {
    measurements.put(ToolName.ENGINE_1, 1100, 101, 1000);

    assertThat(missed(measurements.of(PAIR)))
        .containsExactly(
            "MISSED: SPARK_JAR: encode CPU at effort 1, at most that of zstd -3:"
                + " 0.101 s, limit 0.100 s");
  }

  @Test
  void decodingIsMissedOnlyIfItIsSlowAndTakesMuchMoreThanXdelta3() {
    measurements.put(ToolName.XDELTA3, 1200, 1000, 700);
    assertThat(missed(measurements.of(PAIR)))
        .containsExactly(
            "MISSED: SPARK_JAR: decoding, at least 700 MB/s or at most 1.3 x the CPU of xdelta3 -d:"
                + " 667 MB/s, 1.000 s against 0.700 s");

    measurements.put(ToolName.ENGINE_5, 1005, 250, 950); // 702 MB/s
    assertThat(missed(measurements.of(PAIR))).isEmpty();
  }

  @Test
  void findingThatADeltaIsTooLargeMayTakeThreeTenths() {
    assertThat(missed(measurements.withRefusal(300))).isEmpty();
    assertThat(missed(measurements.withRefusal(301)))
        .containsExactly(
            "MISSED: RANDOM: CPU to find that the delta is too large, at most 0.3 s: 0.301 s");
  }

  @Test
  void halvesSwappedCostLittle() {
    measurements.put(ToolName.XDELTA3, 1200, 20_000, 800).put(ToolName.XDELTA3_WHOLE, 4000, 1, 1);
    measurements.put(ToolName.ENGINE_5, 2047, 2999, 1000);
    assertThat(missed(measurements.of(CorpusPair.HALVES_SWAPPED))).isEmpty();

    measurements.put(ToolName.ENGINE_5, 2048, 3000, 1000);
    assertThat(missed(measurements.of(CorpusPair.HALVES_SWAPPED)))
        .containsExactly(
            "MISSED: HALVES_SWAPPED: bytes at the default effort, less than 2,048: 2,048",
            "MISSED: HALVES_SWAPPED: encode CPU at the default effort, less than 3 s: 3.000 s");
  }
}
