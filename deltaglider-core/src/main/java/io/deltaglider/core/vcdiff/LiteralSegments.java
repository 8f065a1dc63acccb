package io.deltaglider.core.vcdiff;

import java.util.Arrays;

/**
 * Finds where the literal bytes of a window turn from compressible to incompressible or back, such
 * as at the borders of archives within an archive. A window that ends there has sections that are
 * worth compressing, or not, as a whole: compressing what is compressed already takes most of the
 * time of encoding, and of decoding, and saves next to nothing. Not thread-safe.
 */
final class LiteralSegments {
  /** How many literal bytes are judged together, by the first of them. */
  private static final int BLOCK = 1 << 15;

  private static final int SAMPLE = 1 << 13;

  /** So many blocks of one kind are worth a window of their own. */
  private static final int MIN_BLOCKS = 3;

  /** The most bytes that may have been copied across an end, which a window of its own cannot. */
  private static final int MAX_LOST = 1 << 10;

  private final CompressionEstimate estimate;
  private final byte[] sample = new byte[SAMPLE];
  private int[] ends = new int[16];
  private int count;

  // The block at hand, and the segment that it may continue.
  private int filled;
  private boolean compressible;
  private int blocks;
  private int otherBlocks;
  private int otherStart;

  LiteralSegments(CompressionEstimate estimate) {
    this.estimate = estimate;
  }

  /** Finds the ends of the segments of a window. */
  void find(byte[] target, int start, int end, Copies copies) {
    count = 0;
    filled = 0;
    blocks = 0;
    otherBlocks = 0;
    int from = start;
    for (int i = 0; i <= copies.count(); i++) {
      int to = i < copies.count() ? copies.start(i) : end;
      while (from < to) {
        int size = Math.min(BLOCK - filled, to - from);
        if (filled < SAMPLE) {
          System.arraycopy(target, from, sample, filled, Math.min(size, SAMPLE - filled));
        }
        filled += size;
        from += size;
        if (filled == BLOCK) {
          judge(from, copies);
        }
      }
      from = i < copies.count() ? copies.end(i) : to;
    }
  }

  /** Returns the first end behind an offset, or that of the window. */
  int nextEnd(int offset, int windowEnd) {
    for (int i = 0; i < count; i++) {
      if (ends[i] > offset) {
        return ends[i];
      }
    }
    return windowEnd;
  }

  private void judge(int blockEnd, Copies copies) {
    filled = 0;
    boolean kind = estimate.saving(sample, SAMPLE) > 0;
    if (blocks == 0 || kind == compressible) {
      compressible = kind;
      blocks += 1 + otherBlocks;
      otherBlocks = 0;
    } else {
      otherBlocks++;
    }
    if (otherBlocks == 0) {
      otherStart = blockEnd;
    } else if (otherBlocks == MIN_BLOCKS) {
      if (blocks >= MIN_BLOCKS && lost(otherStart, copies) <= MAX_LOST) {
        add(otherStart);
      }
      compressible = kind;
      blocks = otherBlocks;
      otherBlocks = 0;
      otherStart = blockEnd;
    }
  }

  /** Returns how many bytes behind an offset are copied from before it. */
  private static int lost(int offset, Copies copies) {
    int lost = 0;
    for (int i = copies.count() - 1; i >= 0 && copies.start(i) >= offset; i--) {
      if (copies.origin(i) < 0 && ~copies.origin(i) < offset) {
        lost += copies.length(i);
      }
    }
    return lost;
  }

  private void add(int end) {
    if (count == ends.length) {
      ends = Arrays.copyOf(ends, 2 * count);
    }
    ends[count++] = end;
  }
}
