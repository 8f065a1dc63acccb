package io.deltaglider.core.vcdiff;

import java.io.IOException;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Round trips of generated pairs. */
class VcdiffRoundTripPropertyTest {
  @Provide
  Arbitrary<byte[]> content() {
    Arbitrary<Long> seeds = Arbitraries.longs();
    Arbitrary<Integer> sizes =
        Arbitraries.oneOf(
            Arbitraries.integers().between(0, 40), Arbitraries.integers().between(0, 60_000));
    return Arbitraries.oneOf(
        Combinators.combine(seeds, sizes).as(Samples::random),
        Combinators.combine(seeds, sizes).as(Samples::text),
        Combinators.combine(seeds, Arbitraries.integers().between(1, 300), sizes)
            .as((seed, period, size) -> Samples.periodic(Samples.random(seed, period), size)));
  }

  @Provide
  Arbitrary<EncoderOptions> options() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 9),
            Arbitraries.integers().between(EncoderOptions.MIN_INDEX_BYTES, 1 << 20))
        .as(
            (effort, indexBytes) ->
                new EncoderOptions(
                    effort, Optional.empty(), indexBytes, EncoderOptions.MIN_SOURCE_BYTES));
  }

  @Property(tries = 200)
  void editedContentComesBack(
      @ForAll("content") byte[] source,
      @ForAll long seed,
      @ForAll @IntRange(max = 60) int edits,
      @ForAll("options") EncoderOptions options)
      throws IOException {
    VcdiffRoundTripTest.roundTrip(options, source, Samples.edited(source, seed, edits));
  }

  @Property(tries = 100)
  void unrelatedContentComesBack(
      @ForAll("content") byte[] source,
      @ForAll("content") byte[] target,
      @ForAll("options") EncoderOptions options)
      throws IOException {
    VcdiffRoundTripTest.roundTrip(options, source, target);
  }

  /** Few values and short contents: everything repeats, and all ends are near. */
  @Property(tries = 1000)
  void tinyContentComesBack(
      @ForAll("tiny") byte[] source,
      @ForAll("tiny") byte[] target,
      @ForAll("options") EncoderOptions options)
      throws IOException {
    VcdiffRoundTripTest.roundTrip(options, source, target);
  }

  @Provide
  Arbitrary<byte[]> tiny() {
    return Arbitraries.bytes().between((byte) 0, (byte) 2).array(byte[].class).ofMaxSize(100);
  }
}
