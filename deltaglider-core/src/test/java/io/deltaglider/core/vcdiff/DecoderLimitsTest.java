package io.deltaglider.core.vcdiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecoderLimitsTest {
  @Test
  void takesTheEndsOfEveryRange() {
    DecoderLimits smallest = new DecoderLimits(0, 1, DecoderLimits.SMALLEST_DICTIONARY);
    assertThat(smallest.maxWindowSize()).isEqualTo(1);
    DecoderLimits largest =
        new DecoderLimits(Long.MAX_VALUE, DecoderLimits.LARGEST_WINDOW, Integer.MAX_VALUE);
    assertThat(largest.maxWindowSize()).isEqualTo(1 << 29);
  }

  @ParameterizedTest
  @CsvSource({
    "-1, 1, 4096, maxTargetSize: -1",
    "0, 0, 4096, maxWindowSize out of range: 0",
    "0, 536870913, 4096, maxWindowSize out of range: 536870913",
    "0, 1, 4095, maxDictionarySize out of range: 4095",
  })
  void refusesWhatIsOutOfRange(long target, int window, int dictionary, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DecoderLimits(target, window, dictionary))
        .withMessageContaining(message);
  }

  @Test
  void changesTheTargetSizeAlone() {
    assertThat(DecoderLimits.DEFAULT.withMaxTargetSize(7))
        .isEqualTo(
            new DecoderLimits(
                7,
                DecoderLimits.DEFAULT.maxWindowSize(),
                DecoderLimits.DEFAULT.maxDictionarySize()));
  }
}
