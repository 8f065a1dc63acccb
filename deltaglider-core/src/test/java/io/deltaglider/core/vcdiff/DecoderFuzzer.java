package io.deltaglider.core.vcdiff;

import io.deltaglider.port.scratch.ByteSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Decodes whatever the fuzzer made, whole and in three ranges. Needs neither Jazzer nor JUnit:
 * Jazzer calls {@link #fuzzerTestOneInput}, and so does {@link FuzzCorpusTest}.
 *
 * <p>An input is: 2 bytes for the limits, 3 and 3 for where the second range begins and ends, 3 for
 * the source's size, 2 for the size of the pattern it repeats, the pattern, and the delta.
 */
public final class DecoderFuzzer {
  private static final int MAX_SOURCE = 1 << 19;
  private static final int MAX_PATTERN = 1 << 12;

  private final DecoderLimits limits;
  private final int rangeStart;
  private final int rangeEnd;
  private final byte[] source;
  private final byte[] delta;

  private DecoderFuzzer(FuzzInput input) {
    int window = 1 << (4 + input.next() % 14);
    int others = input.next();
    limits =
        new DecoderLimits(
            (long) window << (others & 3),
            window,
            DecoderLimits.SMALLEST_DICTIONARY << (others >> 2) % 9);
    rangeStart = input.next3();
    rangeEnd = input.next3();
    int sourceSize = input.next3() % (MAX_SOURCE + 1);
    byte[] pattern = input.next(input.next2() % (MAX_PATTERN + 1));
    source = pattern.length == 0 ? new byte[sourceSize] : Samples.periodic(pattern, sourceSize);
    delta = input.rest();
  }

  /** Returns an input in which the source is the pattern, repeated up to {@code sourceSize}. */
  static byte[] input(
      int window, int others, int from, int to, byte[] pattern, int sourceSize, byte[] delta) {
    return new DeltaBuilder()
        .bytes(window, others)
        .bytes(from >> 16, from >> 8, from, to >> 16, to >> 8, to)
        .bytes(sourceSize >> 16, sourceSize >> 8, sourceSize)
        .bytes(pattern.length >> 8, pattern.length)
        .bytes(pattern)
        .bytes(delta)
        .toByteArray();
  }

  /** Decodes one input. */
  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    new DecoderFuzzer(new FuzzInput(input)).run();
  }

  /** Returns the size of the target that this input's delta makes, or nothing if it is refused. */
  static Optional<Integer> targetSize(byte[] input) throws IOException {
    Decoded whole = new DecoderFuzzer(new FuzzInput(input)).decode(Optional.empty());
    return whole.malformed() ? Optional.empty() : Optional.of(whole.bytes().length);
  }

  private void run() throws IOException {
    Decoded whole = decodeFrugally(Optional.empty());
    check(whole.bytes().length <= limits.maxTargetSize(), "the target exceeds its limit");
    int bound = whole.bytes().length + 3;
    int from = Math.min(rangeStart % bound, rangeEnd % bound);
    int to = Math.max(rangeStart % bound, rangeEnd % bound);
    int end = whole.bytes().length;
    for (Range range :
        List.of(new Range(0, from), new Range(from, to), new Range(Math.min(to, end), end))) {
      range.check(whole, decodeFrugally(Optional.of(range)));
    }
  }

  /** Decodes, and complains if that takes more memory than the limits allow. */
  private Decoded decodeFrugally(Optional<Range> range) throws IOException {
    long before = Allocations.ofThisThread();
    Decoded decoded = decode(range);
    if (Allocations.ofThisThread() - before > mostBytes(decoded)) {
      // Once may be because classes were loaded.
      before = Allocations.ofThisThread();
      decoded = decode(range);
      long allocated = Allocations.ofThisThread() - before;
      check(allocated <= mostBytes(decoded), "decoding allocated " + allocated + " bytes");
    }
    return decoded;
  }

  /**
   * What is held at once, see {@link DecoderLimits}, and what goes with every byte of the delta.
   */
  private long mostBytes(Decoded decoded) {
    return (2 << 20)
        + source.length
        + 16L * limits.maxWindowSize()
        + 4L * limits.maxDictionarySize()
        + 8L * decoded.bytes().length
        + 8192L * delta.length;
  }

  private Decoded decode(Optional<Range> range) throws IOException {
    VcdiffDecoder decoder = new VcdiffDecoder(limits);
    ByteSource from = ByteSource.of(source);
    InputStream stream = new ByteArrayInputStream(delta);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (InputStream target =
        range.isEmpty()
            ? decoder.decode(stream, from)
            : decoder.decode(stream, from, range.get().from(), range.get().to())) {
      boolean malformed = isRefused(target, bytes);
      return new Decoded(bytes.toByteArray(), malformed);
    }
  }

  /** Reads all there is, and tells whether a fault ends it. */
  private boolean isRefused(InputStream target, OutputStream bytes) throws IOException {
    try {
      target.transferTo(bytes);
    } catch (MalformedDeltaException e) {
      check(e.offset() >= 0 && e.offset() <= delta.length, "no place in the delta: " + e.offset());
      check(goesNoFurther(target), "there is something behind a fault");
      return true;
    }
    check(target.read() < 0, "there is something behind the end");
    return false;
  }

  private static boolean goesNoFurther(InputStream target) {
    try {
      return target.read() < 0;
    } catch (IOException e) {
      return true; // it says that an earlier read has failed
    }
  }

  static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }

  /** What was made, up to the fault if there is one. */
  static final class Decoded {
    private final byte[] bytes;
    private final boolean malformed;

    Decoded(byte[] bytes, boolean malformed) {
      this.bytes = bytes;
      this.malformed = malformed;
    }

    byte[] bytes() {
      return bytes;
    }

    boolean malformed() {
      return malformed;
    }
  }

  /** A range of the target, which may end behind the target. */
  record Range(int from, int to) {
    /** Checks that a decoding of this range agrees with one of the whole target. */
    void check(Decoded whole, Decoded part) {
      int size = part.bytes().length;
      int known = Math.max(0, Math.min(size, whole.bytes().length - from));
      DecoderFuzzer.check(
          known == 0 || Arrays.equals(part.bytes(), 0, known, whole.bytes(), from, from + known),
          this + " differs from the whole");
      DecoderFuzzer.check(
          part.malformed() ? size < to - from : size == to - from,
          this + " has " + size + " bytes");
      if (isSound(whole)) {
        DecoderFuzzer.check(!part.malformed(), this + " of a sound target is refused");
      } else if (isUnsound(whole)) {
        DecoderFuzzer.check(part.malformed(), this + " reaches into what is refused, and passes");
      }
    }

    private boolean isSound(Decoded whole) {
      return from == to || to <= whole.bytes().length;
    }

    /** Windows that end before the range are not executed, so a fault in them may stay unseen. */
    private boolean isUnsound(Decoded whole) {
      return !whole.malformed() || from == 0 || from < whole.bytes().length;
    }
  }
}
