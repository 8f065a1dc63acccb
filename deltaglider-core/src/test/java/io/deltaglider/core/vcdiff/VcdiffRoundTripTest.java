package io.deltaglider.core.vcdiff;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltaglider.core.vcdiff.EncodeResult.Outcome;
import io.deltaglider.port.scratch.ByteSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the encoder writes, the decoder turns into the target again. */
class VcdiffRoundTripTest {
  private static final int MIB = 1 << 20;

  /** A budget that makes small sources paged and their index sparse. */
  private static final EncoderOptions TIGHT =
      new EncoderOptions(
          EncoderOptions.DEFAULT_EFFORT,
          Optional.empty(),
          EncoderOptions.MIN_INDEX_BYTES,
          EncoderOptions.MIN_SOURCE_BYTES);

  static byte[] roundTrip(EncoderOptions options, byte[] source, byte[] target) throws IOException {
    return roundTrip(options, source, target, WindowWriter.MAX_SEGMENT);
  }

  private static byte[] roundTrip(
      EncoderOptions options, byte[] source, byte[] target, long maxSegment) throws IOException {
    ByteArrayOutputStream delta = new ByteArrayOutputStream();
    EncodeResult result =
        new VcdiffEncoder(options)
            .encode(
                ByteSource.of(source),
                ByteSource.of(target),
                delta,
                EncodeLimits.UNLIMITED,
                maxSegment);
    assertThat(result).isEqualTo(new EncodeResult(Outcome.COMPLETE, delta.size()));
    byte[] decoded =
        new VcdiffDecoder(DecoderLimits.DEFAULT)
            .decode(new ByteArrayInputStream(delta.toByteArray()), ByteSource.of(source))
            .readAllBytes();
    assertThat(decoded).isEqualTo(target);
    return delta.toByteArray();
  }

  static Stream<Arguments> sizesAtBoundaries() {
    List<Integer> around = List.of(-1, 0, 1);
    return Stream.concat(
        Stream.of(0, 1, 7, 8, 15, 16, 17, 31, 32).map(Arguments::of),
        Stream.of(8 * MIB, 16 * MIB)
            .flatMap(size -> around.stream().map(each -> Arguments.of(size + each))));
  }

  @ParameterizedTest
  @MethodSource("sizesAtBoundaries")
  @DisplayName("P-12: sizes at which windows and hashes begin and end")
  void restoresTargetsOfBoundarySizes(int size) throws IOException {
    byte[] content = Samples.random(size, size);
    byte[] source = Samples.slice(content, size / 3, size);
    roundTrip(EncoderOptions.DEFAULT.withEffort(1), source, content);
    roundTrip(EncoderOptions.DEFAULT, content, content);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9})
  void restoresAtEveryEffort(int effort) throws IOException {
    byte[] source = Samples.text(effort, MIB);
    byte[] target = Samples.edited(source, effort, 100);
    byte[] delta = roundTrip(EncoderOptions.DEFAULT.withEffort(effort), source, target);
    assertThat(delta.length).isLessThan(target.length / 5);
  }

  @Test
  void restoresThroughPagesAndASparseIndex() throws IOException {
    byte[] source = Samples.random(1, 3 * MIB);
    byte[] target = Samples.edited(source, 2, 40);
    byte[] delta = roundTrip(TIGHT, source, target);
    assertThat(delta.length).isLessThan(target.length / 2);
  }

  @Test
  void writesTheSameStreamEveryTime() throws IOException {
    byte[] source = Samples.text(1, MIB);
    byte[] target = Samples.edited(source, 2, 50);
    assertThat(roundTrip(EncoderOptions.DEFAULT, source, target))
        .isEqualTo(roundTrip(EncoderOptions.DEFAULT, source, target));
  }

  @Test
  void writesAnEmptyTargetAsXdelta3Does() throws IOException {
    assertThat(roundTrip(EncoderOptions.DEFAULT, Samples.text(1, 100), new byte[0]))
        .isEqualTo(Xdelta3Vectors.named("text-to-empty.noapphead.vcdiff").delta());
  }

  @Test
  void needsFewBytesForAnIdenticalTarget() throws IOException {
    byte[] small = Samples.text(1, 5000);
    assertThat(roundTrip(EncoderOptions.DEFAULT, small, small).length).isLessThan(30);
    byte[] large = Samples.random(1, 10 * MIB);
    assertThat(roundTrip(EncoderOptions.DEFAULT, large, large).length).isLessThan(100);
  }

  @Test
  @DisplayName("P-46: halves swapped across the whole source")
  void findsMovesAcrossTheWholeSource() throws IOException {
    byte[] source = Samples.random(3, 10 * MIB);
    byte[] target =
        Samples.concat(
            Samples.slice(source, 5 * MIB, source.length), Samples.slice(source, 0, 5 * MIB));
    assertThat(roundTrip(EncoderOptions.DEFAULT, source, target).length).isLessThan(200);
    EncoderOptions smallBudgets =
        EncoderOptions.DEFAULT.withMaxIndexBytes(1 << 18).withMaxSourceBytes(2 * MIB);
    assertThat(roundTrip(smallBudgets, source, target).length).isLessThan(200);
  }

  @Test
  @Tag("nightly")
  @DisplayName("P-46: 200 MB with halves swapped give a delta below 2 KB")
  void findsMovesAcross200Megabytes() throws IOException {
    byte[] source = Samples.random(3, 200_000_000);
    byte[] target =
        Samples.concat(
            Samples.slice(source, 100_000_000, source.length),
            Samples.slice(source, 0, 100_000_000));
    assertThat(roundTrip(EncoderOptions.DEFAULT, source, target).length).isLessThan(2000);
  }

  @Test
  void splitsWindowsWhoseCopiesAreTooFarApart() throws IOException {
    byte[] source = Samples.random(4, 4 * MIB);
    byte[][] parts = new byte[40][];
    for (int i = 0; i < parts.length; i++) {
      int from = (i * 7 % 40) * 100_000;
      parts[i] = Samples.slice(source, from, from + 500 + i * 100);
    }
    byte[] target = Samples.concat(parts);
    byte[] delta = roundTrip(EncoderOptions.DEFAULT, source, target, MIB);
    assertThat(delta.length).isBetween(500, target.length / 2);
  }

  static Stream<Arguments> pathologicalPairs() {
    byte[] zeros = new byte[3 * MIB];
    byte[] periodic = Samples.periodic(Samples.random(5, 7), 3 * MIB);
    byte[] longPeriod = Samples.periodic(Samples.random(6, 4099), 3 * MIB);
    return Stream.of(
        Arguments.of("zeros", zeros, new byte[5 * MIB]),
        Arguments.of("zeros from nothing", new byte[0], zeros),
        Arguments.of("zeros from random", Samples.random(7, MIB), zeros),
        Arguments.of("period of 7 from zeros", zeros, periodic),
        Arguments.of("period of 7 shifted", periodic, Samples.slice(periodic, 3, 3 * MIB)),
        Arguments.of("period of 4099", longPeriod, Samples.slice(longPeriod, 1000, 3 * MIB)),
        Arguments.of("period of 4099 from nothing", new byte[0], longPeriod),
        Arguments.of("zeros with ones", zeros, Samples.edited(zeros, 8, 50)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pathologicalPairs")
  void keepsRepetitiveTargetsSmall(String name, byte[] source, byte[] target) throws IOException {
    byte[] delta = roundTrip(EncoderOptions.DEFAULT, source, target);
    assertThat(delta.length).as(name).isLessThan(target.length / 20);
  }

  @Test
  void isHardlyLongerThanAnUnrelatedTarget() throws IOException {
    byte[] target = Samples.random(9, 9 * MIB);
    byte[] delta = roundTrip(EncoderOptions.DEFAULT, Samples.random(10, 9 * MIB), target);
    assertThat(delta.length).isLessThan(target.length + 200);
  }

  @Test
  @DisplayName("L-08: incompressible input beyond the limit ends as an outcome")
  void stopsWhenTheDeltaGetsTooLarge() throws IOException {
    byte[] target = Samples.random(9, 9 * MIB);
    for (long limit : new long[] {0, 5, 100, 8 * MIB, target.length}) {
      ByteArrayOutputStream delta = new ByteArrayOutputStream();
      EncodeResult result =
          new VcdiffEncoder(EncoderOptions.DEFAULT)
              .encode(
                  ByteSource.of(Samples.random(10, MIB)),
                  ByteSource.of(target),
                  delta,
                  EncodeLimits.maxDeltaBytes(limit));
      assertThat(result.outcome()).isEqualTo(Outcome.DELTA_TOO_LARGE);
      assertThat(result.deltaBytes()).isEqualTo(delta.size()).isLessThanOrEqualTo(limit);
    }
  }

  @Test
  void acceptsADeltaOfExactlyTheLimit() throws IOException {
    byte[] source = Samples.text(1, 100_000);
    byte[] target = Samples.edited(source, 2, 20);
    int size = roundTrip(EncoderOptions.DEFAULT, source, target).length;
    assertThat(outcomeWithin(size, source, target)).isEqualTo(Outcome.COMPLETE);
    assertThat(outcomeWithin(size - 1, source, target)).isEqualTo(Outcome.DELTA_TOO_LARGE);
  }

  private static Outcome outcomeWithin(long maxDeltaBytes, byte[] source, byte[] target)
      throws IOException {
    return new VcdiffEncoder(EncoderOptions.DEFAULT)
        .encode(
            ByteSource.of(source),
            ByteSource.of(target),
            new ByteArrayOutputStream(),
            EncodeLimits.maxDeltaBytes(maxDeltaBytes))
        .outcome();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5, 20, 100})
  @DisplayName("P-19: the caller can end an attempt at any time")
  void stopsWhenTold(int afterPolls) throws IOException {
    byte[] source = Samples.random(1, 10 * MIB);
    byte[] target = Samples.random(2, 10 * MIB);
    int[] polls = {0};
    EncodeResult result =
        new VcdiffEncoder(EncoderOptions.DEFAULT)
            .encode(
                ByteSource.of(source),
                ByteSource.of(target),
                new ByteArrayOutputStream(),
                new EncodeLimits(Long.MAX_VALUE, () -> polls[0]++ >= afterPolls));
    assertThat(result.outcome()).isEqualTo(Outcome.STOPPED);
    assertThat(polls[0]).isEqualTo(afterPolls + 1);
  }
}
