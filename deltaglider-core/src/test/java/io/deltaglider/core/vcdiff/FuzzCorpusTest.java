package io.deltaglider.core.vcdiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.deltaglider.core.vcdiff.DecoderFuzzer.Decoded;
import io.deltaglider.core.vcdiff.DecoderFuzzer.Range;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs what fuzzing starts from and what it has found; {@code deltaglider-core/fuzz} goes on. */
@DisplayName("P-19: fuzzer's corpus")
class FuzzCorpusTest {
  static Stream<Arguments> decoderInputs() throws IOException {
    return arguments(FuzzCorpus.decoder());
  }

  static Stream<Arguments> roundTripInputs() throws IOException {
    return arguments(FuzzCorpus.roundTrip());
  }

  private static Stream<Arguments> arguments(Map<String, byte[]> inputs) {
    return inputs.entrySet().stream().map(each -> Arguments.of(each.getKey(), each.getValue()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("decoderInputs")
  void decodesWithinItsLimitsAndAlikeInRanges(String name, byte[] input) throws IOException {
    DecoderFuzzer.fuzzerTestOneInput(input);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("roundTripInputs")
  void comesBackFromItsDelta(String name, byte[] input) throws IOException {
    RoundTripFuzzer.fuzzerTestOneInput(input);
  }

  @Test
  void hasManyDeltasThatDecode() throws IOException {
    int decode = 0;
    for (byte[] input : FuzzCorpus.decoder().values()) {
      if (DecoderFuzzer.targetSize(input).orElse(0) > 0) {
        decode++;
      }
    }
    assertThat(decode).isGreaterThan(30);
  }

  @Test
  void hasManyTargetsThatAreMostlyInTheSource() throws IOException {
    int small = 0;
    for (byte[] input : FuzzCorpus.roundTrip().values()) {
      if (RoundTripFuzzer.saving(input) > 0.5) {
        small++;
      }
    }
    assertThat(small).isGreaterThan(30);
  }

  @ParameterizedTest
  @CsvSource({
    "abcdef, false, bxd, false, differs from the whole",
    "abcdef, false, bc, false, has 2 bytes",
    "abcdef, false, bc, true, of a sound target is refused",
    "abc, true, bcd, false, and passes",
    "abc, false, bcd, false, and passes",
  })
  void noticesRangesThatDisagree(
      String whole, boolean wholeRefused, String part, boolean partRefused, String complaint) {
    Range range = new Range(1, 4);
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> range.check(decoded(whole, wholeRefused), decoded(part, partRefused)))
        .withMessageContaining(complaint);
  }

  private static Decoded decoded(String text, boolean refused) {
    return new Decoded(text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1), refused);
  }
}
