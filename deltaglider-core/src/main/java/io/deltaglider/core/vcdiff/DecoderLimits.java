package io.deltaglider.core.vcdiff;

/**
 * How much a delta may make the decoder produce and allocate. A delta that asks for more is {@link
 * MalformedDeltaException malformed}.
 *
 * <p>One decoding stream allocates at most about seven times {@code maxWindowSize} (the window, its
 * three sections and the compressed form of one), three times {@code maxDictionarySize} (one per
 * kind of section) and 17 MiB for pages of the source and buffers. What a delta merely claims to
 * contain is allocated only as it arrives.
 *
 * @param maxTargetSize the most bytes the whole target may have, at least 0
 * @param maxWindowSize the most bytes one target window may have, from 1 to {@link
 *     #LARGEST_WINDOW}; also caps the data section, and by twice its value instructions and
 *     addresses together
 * @param maxDictionarySize the largest LZMA dictionary in bytes, from {@link #SMALLEST_DICTIONARY}
 *     on
 */
public record DecoderLimits(long maxTargetSize, int maxWindowSize, int maxDictionarySize) {
  /** The largest {@code maxWindowSize}: 512 MiB. */
  public static final int LARGEST_WINDOW = 1 << 29;

  /** The smallest {@code maxDictionarySize}: 4 KiB, which is LZMA2's smallest. */
  public static final int SMALLEST_DICTIONARY = 1 << 12;

  /**
   * Enough for everything that xdelta3 can emit: windows up to 16 MiB, dictionaries up to 64 MiB,
   * targets of any size.
   */
  public static final DecoderLimits DEFAULT = new DecoderLimits(Long.MAX_VALUE, 16 << 20, 64 << 20);

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a value is out of its range
   */
  public DecoderLimits {
    if (maxTargetSize < 0) {
      throw new IllegalArgumentException("negative maxTargetSize: " + maxTargetSize);
    }
    if (maxWindowSize < 1 || maxWindowSize > LARGEST_WINDOW) {
      throw new IllegalArgumentException("maxWindowSize out of range: " + maxWindowSize);
    }
    if (maxDictionarySize < SMALLEST_DICTIONARY) {
      throw new IllegalArgumentException("maxDictionarySize out of range: " + maxDictionarySize);
    }
  }

  /** Returns these limits with another {@code maxTargetSize}. */
  public DecoderLimits withMaxTargetSize(long size) {
    return new DecoderLimits(size, maxWindowSize, maxDictionarySize);
  }
}
