package io.deltaglider.core.vcdiff;

import org.tukaani.xz.UnsupportedOptionsException;

/** The compressors of a stream's three kinds of section. */
record SectionCompressors(
    SectionCompressor data, SectionCompressor instructions, SectionCompressor addresses) {
  /** Instructions and addresses take less room than literals, and less time. */
  private static final int OTHER_PART = 4;

  /** Returns the compressors of a new stream. */
  static SectionCompressors of(Effort effort) throws UnsupportedOptionsException {
    return of(effort.lzma(), effort.minSaving());
  }

  /**
   * Returns the compressors of a new stream.
   *
   * @param minSaving the least part of the literals that compression has to save, 0 to 1
   */
  static SectionCompressors of(Effort.Lzma lzma, double minSaving)
      throws UnsupportedOptionsException {
    CompressionEstimate other = new CompressionEstimate(minSaving / OTHER_PART);
    int dictionary = lzma.dictionarySize() / OTHER_PART;
    return new SectionCompressors(
        new SectionCompressor(
            lzma.options(lzma.dictionarySize()), new CompressionEstimate(minSaving)),
        new SectionCompressor(lzma.options(dictionary), other),
        new SectionCompressor(lzma.options(dictionary), other));
  }
}
