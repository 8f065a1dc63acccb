package io.deltaglider.core.vcdiff;

import io.deltaglider.port.scratch.ByteSource;
import java.io.IOException;
import java.util.Optional;

/**
 * Tells from samples when a delta would be about as large as the target: random, encrypted or
 * unrelated compressed data. A target a tenth of which has come from the source is taken for
 * unrelated once in a thousand times at most, and never if that tenth lies together. Not
 * thread-safe.
 */
final class TargetSample {
  /** Smaller targets are as quickly encoded. */
  static final int MIN_TARGET = 4 << 20;

  private static final int SEGMENTS = 64;
  private static final int SEGMENT = 1 << 12;

  /** The least part that compression has to save for the target to count as compressible. */
  private static final double MIN_SAVING = 0.02;

  private final ByteSource target;
  private final SourceMatcher source;
  private final LazyIndex index;
  private final byte[] segments = new byte[SEGMENTS * SEGMENT];

  /**
   * Creates a sample.
   *
   * @param target of at least {@link #MIN_TARGET} bytes
   */
  TargetSample(ByteSource target, SourceMatcher source, LazyIndex index) {
    this.target = target;
    this.source = source;
    this.index = index;
  }

  /**
   * Tells whether no sample is in the source, and all together cannot be compressed. Not so if told
   * to stop.
   */
  boolean isUnrelated() throws IOException {
    for (int i = 0; i < SEGMENTS; i++) {
      target.readFully(position(i), segments, i * SEGMENT, SEGMENT);
    }
    if (new CompressionEstimate(MIN_SAVING).saving(segments, segments.length) > 0) {
      return false;
    }
    for (int i = 0; i < SEGMENTS; i++) {
      if (isInPlace(i)) {
        return false;
      }
    }
    Optional<SourceIndex> known = index.get();
    if (known.isEmpty()) {
      return false;
    }
    for (int i = 0; i < SEGMENTS; i++) {
      if (isElsewhere(i, known.get())) {
        return false;
      }
    }
    return true;
  }

  private long position(int segment) {
    return (target.size() - SEGMENT) / (SEGMENTS - 1) * segment;
  }

  private boolean isInPlace(int segment) throws IOException {
    long fromEnd = position(segment) + source.size() - target.size();
    return isAt(position(segment), segment * SEGMENT) || isAt(fromEnd, segment * SEGMENT);
  }

  private boolean isElsewhere(int segment, SourceIndex known) throws IOException {
    int end = (segment + 1) * SEGMENT - SourceIndex.SPAN;
    for (int offset = segment * SEGMENT; offset <= end; offset++) {
      long hash = SourceIndex.hash(segments, offset);
      if (isAt(known.first(hash), offset) || isAt(known.second(hash), offset)) {
        return true;
      }
    }
    return false;
  }

  private boolean isAt(long candidate, int offset) throws IOException {
    return candidate >= 0 && source.agreesByChance(candidate, segments, offset);
  }
}
