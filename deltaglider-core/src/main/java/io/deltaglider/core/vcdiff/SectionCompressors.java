package io.deltaglider.core.vcdiff;

import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.UnsupportedOptionsException;

/** The compressors of a stream's three kinds of section. */
record SectionCompressors(
    SectionCompressor data, SectionCompressor instructions, SectionCompressor addresses) {
  /** Big enough for literals that repeat, small enough for any decoder. */
  private static final int DATA_DICTIONARY = 1 << 20;

  private static final int OTHER_DICTIONARY = 1 << 18;

  static SectionCompressors of(Effort effort) throws UnsupportedOptionsException {
    CompressionEstimate estimate = new CompressionEstimate(effort.minSaving());
    return new SectionCompressors(
        new SectionCompressor(options(effort, DATA_DICTIONARY), estimate),
        new SectionCompressor(options(effort, OTHER_DICTIONARY), estimate),
        new SectionCompressor(options(effort, OTHER_DICTIONARY), estimate));
  }

  private static LZMA2Options options(Effort effort, int dictionary)
      throws UnsupportedOptionsException {
    LZMA2Options options = new LZMA2Options(effort.lzmaPreset());
    options.setDictSize(dictionary);
    options.setPb(0);
    return options;
  }
}
