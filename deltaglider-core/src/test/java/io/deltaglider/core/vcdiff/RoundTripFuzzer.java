package io.deltaglider.core.vcdiff;

import static io.deltaglider.core.vcdiff.DecoderFuzzer.check;

import io.deltaglider.core.vcdiff.EncodeResult.Outcome;
import io.deltaglider.port.scratch.ByteSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * Encodes and decodes a source and a target that the fuzzer's bytes choose. Needs neither Jazzer
 * nor JUnit, as {@link DecoderFuzzer}.
 *
 * <p>An input is: a byte each for the effort, the index's memory, the longest segment, and the
 * noise in front of the source, 3 and 3 for the range, 2 for a limit that is too small, if odd, one
 * for how many edits make the source, and the edits, see {@link FuzzContent}.
 */
public final class RoundTripFuzzer {
  /** The first source is copied from here: noise, text and zeros. */
  private static final byte[] MATERIAL =
      Samples.concat(Samples.random(1, 1 << 16), Samples.text(2, 1 << 16), new byte[1 << 12]);

  /** In front of a source that shall be larger than the least memory for sources. */
  private static final byte[] NOISE = Samples.random(3, 1 << 20);

  private static final int FIRST_WITH_NOISE = 240;
  private static final int NOISE_UNIT = NOISE.length / (256 - FIRST_WITH_NOISE);

  /** A segment has room for any copy, and none is longer than the target. */
  private static final int MIN_SEGMENT_SHIFT = 14;

  private static final int FIRST_WITH_SMALL_SEGMENT = 160;

  private final EncoderOptions options;
  private final long maxSegment;
  private final int rangeStart;
  private final int rangeEnd;
  private final int tooSmall;
  private final byte[] source;
  private final byte[] target;

  private RoundTripFuzzer(FuzzInput input) {
    int effort = EncoderOptions.MIN_EFFORT + input.next() % EncoderOptions.MAX_EFFORT;
    int indexBytes = EncoderOptions.MIN_INDEX_BYTES << input.next() % 11;
    options =
        new EncoderOptions(effort, Optional.empty(), indexBytes, EncoderOptions.MIN_SOURCE_BYTES);
    int segment = input.next();
    maxSegment =
        segment < FIRST_WITH_SMALL_SEGMENT
            ? WindowWriter.MAX_SEGMENT
            : 1L << (MIN_SEGMENT_SHIFT + segment % 5);
    int noise = Math.max(0, input.next() - FIRST_WITH_NOISE + 1) * NOISE_UNIT;
    rangeStart = input.next3();
    rangeEnd = input.next3();
    tooSmall = input.next2();
    byte[] edited = new FuzzContent(MATERIAL, input).make(input.next());
    source = Samples.concat(Samples.slice(NOISE, 0, noise), edited);
    byte[] base = source.length == 0 ? MATERIAL : source;
    target = new FuzzContent(base, input).make(Integer.MAX_VALUE);
  }

  /** Encodes and decodes one input. */
  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    new RoundTripFuzzer(new FuzzInput(input)).run();
  }

  /** Returns by what part of its target this input's delta is smaller; 0 for an empty target. */
  static double saving(byte[] input) throws IOException {
    RoundTripFuzzer fuzzer = new RoundTripFuzzer(new FuzzInput(input));
    double size = fuzzer.target.length;
    return size == 0 ? 0 : 1 - fuzzer.encode(Long.MAX_VALUE, Outcome.COMPLETE).length / size;
  }

  private void run() throws IOException {
    byte[] delta = encode(Long.MAX_VALUE, Outcome.COMPLETE);
    // Encoding is what takes the time here, so the second one is for one question or the other.
    if (tooSmall % 2 == 0) {
      byte[] again = encode(delta.length, Outcome.COMPLETE);
      check(Arrays.equals(delta, again), "the second encoding differs");
    } else {
      encode(tooSmall % delta.length, Outcome.DELTA_TOO_LARGE);
    }
    check(Arrays.equals(decode(delta, 0, Long.MAX_VALUE), target), "not the target");
    int from = Math.min(rangeStart % (target.length + 1), rangeEnd % (target.length + 1));
    int to = Math.max(rangeStart % (target.length + 1), rangeEnd % (target.length + 1));
    byte[] range = Arrays.copyOfRange(target, from, to);
    check(Arrays.equals(decode(delta, from, to), range), "not the target's " + from + " to " + to);
  }

  private byte[] encode(long maxDeltaBytes, Outcome outcome) throws IOException {
    ByteArrayOutputStream delta = new ByteArrayOutputStream();
    EncodeResult result =
        new VcdiffEncoder(options)
            .encode(
                ByteSource.of(source),
                ByteSource.of(target),
                delta,
                EncodeLimits.maxDeltaBytes(maxDeltaBytes),
                maxSegment);
    check(result.outcome() == outcome, outcome + " expected, but it is " + result);
    check(result.deltaBytes() == delta.size(), delta.size() + " bytes written, but " + result);
    check(delta.size() <= maxDeltaBytes, delta.size() + " bytes, more than " + maxDeltaBytes);
    return delta.toByteArray();
  }

  /** Decodes a range, or everything if it ends at {@code Long.MAX_VALUE}. */
  private byte[] decode(byte[] delta, long from, long to) throws IOException {
    VcdiffDecoder decoder =
        new VcdiffDecoder(DecoderLimits.DEFAULT.withMaxTargetSize(target.length));
    ByteSource base = ByteSource.of(source);
    InputStream stream = new ByteArrayInputStream(delta);
    try (InputStream decoded =
        to == Long.MAX_VALUE
            ? decoder.decode(stream, base)
            : decoder.decode(stream, base, from, to)) {
      return decoded.readAllBytes();
    }
  }
}
