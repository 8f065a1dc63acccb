package io.deltaglider.core.vcdiff;

import java.util.Arrays;

/**
 * Guesses what compression would save, so that data that is compressed already is not compressed
 * again. The measure is the better of two: what an adaptive order-0 coder would need for evenly
 * spaced blocks, and how much a quick search for repetitions finds. Not thread-safe.
 */
final class CompressionEstimate {
  private static final int BLOCK = 1 << 12;
  private static final int MAX_BLOCKS = 64;
  private static final int SYMBOLS = 256;

  /** What the coder takes each symbol's count to be before it has seen any. */
  private static final double PRIOR = 0.25;

  /** The bits that an adaptive coder saves on the n occurrences of a symbol, up to a block. */
  private static final double[] SYMBOL_BITS = sumOfLogarithms(PRIOR);

  /** The bits that it spends on n symbols before those savings. */
  private static final double[] TOTAL_BITS = sumOfLogarithms(SYMBOLS * PRIOR);

  private static final int SLOTS_SHIFT = 14;
  private static final int MATCH_SPAN = 6;

  /** The bytes that a match costs when compressed, roughly. */
  private static final int MATCH_COST = 4;

  /** After this many misses the search step grows by one. */
  private static final int PATIENCE_SHIFT = 6;

  private final int[] lastSeen = new int[1 << SLOTS_SHIFT];
  private final int[] histogram = new int[SYMBOLS];
  private final double minRatio;

  /**
   * @param minRatio the least part of a section's bytes that compression has to save, 0 to 1
   */
  CompressionEstimate(double minRatio) {
    this.minRatio = minRatio;
  }

  /** Returns how many bytes compression is expected to save, or 0 if it is too little to matter. */
  int saving(byte[] bytes, int size) {
    int saving = Math.max(entropySaving(bytes, size), repetitionSaving(bytes, size));
    return saving < minRatio * size ? 0 : saving;
  }

  /**
   * Looks for repetitions as the fastest LZ compressors do, in steps that grow in their absence.
   */
  private int repetitionSaving(byte[] bytes, int size) {
    Arrays.fill(lastSeen, 0);
    int saved = 0;
    int position = 0;
    int misses = 0;
    while (position <= size - Long.BYTES) {
      int slot = Bytes.hashOfSix(bytes, position, SLOTS_SHIFT);
      int candidate = lastSeen[slot] - 1;
      lastSeen[slot] = position + 1;
      int matched = 0;
      if (candidate >= 0) {
        matched = Bytes.matchForward(bytes, candidate, bytes, position, size - position);
      }
      if (matched < MATCH_SPAN) {
        position += 1 + (misses++ >> PATIENCE_SHIFT);
      } else {
        saved += matched - MATCH_COST;
        position += matched;
        misses = 0;
      }
    }
    return saved;
  }

  private int entropySaving(byte[] bytes, int size) {
    int blocks = (size + BLOCK - 1) / BLOCK;
    int sampled = Math.min(blocks, MAX_BLOCKS);
    double savedBits = 0;
    long seen = 0;
    for (int i = 0; i < sampled; i++) {
      int from = (int) ((long) blocks * i / sampled) * BLOCK;
      int length = Math.min(BLOCK, size - from);
      savedBits += Math.max(0, (double) Byte.SIZE * length - bits(bytes, from, length));
      seen += length;
    }
    if (seen == 0) {
      return 0;
    }
    return (int) (savedBits / Byte.SIZE / seen * size);
  }

  private double bits(byte[] bytes, int from, int length) {
    Arrays.fill(histogram, 0);
    for (int i = from; i < from + length; i++) {
      histogram[bytes[i] & 0xff]++;
    }
    double bits = TOTAL_BITS[length];
    for (int count : histogram) {
      bits -= SYMBOL_BITS[count];
    }
    return bits;
  }

  private static double[] sumOfLogarithms(double first) {
    double[] sums = new double[BLOCK + 1];
    for (int i = 0; i < BLOCK; i++) {
      sums[i + 1] = sums[i] + Math.log(first + i) / Math.log(2);
    }
    return sums;
  }
}
