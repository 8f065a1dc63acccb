package io.deltaglider.core.vcdiff;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EffortTest {
  /** What xdelta3 gives LZMA for its own sections. */
  private static final int MAX_DICTIONARY = 1 << 20;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9})
  void everyLevelHasASmallDictionaryAndSettingsThatLzmaTakes(int level) throws IOException {
    Effort.Lzma lzma = Effort.of(level).lzma();
    assertThat(lzma.dictionarySize()).isLessThanOrEqualTo(MAX_DICTIONARY);
    assertThat(lzma.options(lzma.dictionarySize()).getDictSize()).isEqualTo(lzma.dictionarySize());
  }

  @Test
  void aHigherLevelLooksAtLeastAsClosely() {
    for (int level = 2; level <= EncoderOptions.MAX_EFFORT; level++) {
      Effort lower = Effort.of(level - 1);
      Effort higher = Effort.of(level);
      assertThat(higher.stride()).as("level %d", level).isLessThanOrEqualTo(lower.stride());
      assertThat(higher.minSaving()).as("level %d", level).isLessThanOrEqualTo(lower.minSaving());
      assertThat(depth(higher)).as("level %d", level).isGreaterThanOrEqualTo(depth(lower));
    }
  }

  private static int depth(Effort effort) {
    return effort.parse().map(Effort.Parse::depth).orElse(0);
  }

  @Test
  void aHigherLevelDoesNotTakeMoreBytes() throws IOException {
    byte[] source = Samples.text(1, 200_000);
    byte[] target = Samples.edited(source, 2, 200);
    int smallest = Integer.MAX_VALUE;
    for (int level = 1; level <= EncoderOptions.MAX_EFFORT; level++) {
      EncoderOptions options = EncoderOptions.DEFAULT.withEffort(level);
      int size = VcdiffRoundTripTest.roundTrip(options, source, target).length;
      assertThat(size).as("level %d", level).isLessThanOrEqualTo((int) (smallest * 1.02));
      smallest = Math.min(smallest, size);
    }
  }
}
