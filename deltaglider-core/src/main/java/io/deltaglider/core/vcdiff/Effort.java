package io.deltaglider.core.vcdiff;

/**
 * What an effort level means.
 *
 * @param stride the distance between indexed source positions where memory allows, in bytes
 * @param shortMatches whether to look for short matches between the long ones
 * @param lzmaPreset the preset of org.tukaani.xz, 0 to 9
 * @param minSaving the least part of a section's bytes that LZMA must save to be used, 0 to 1
 */
record Effort(int stride, boolean shortMatches, int lzmaPreset, double minSaving) {
  private static final Effort[] LEVELS = {
    new Effort(32, false, 0, 0.10),
    new Effort(32, true, 1, 0.05),
    new Effort(16, true, 2, 0.04),
    new Effort(16, true, 3, 0.03),
    new Effort(16, true, 4, 0.03),
    new Effort(8, true, 4, 0.02),
    new Effort(8, true, 5, 0.01),
    new Effort(4, true, 5, 0.005),
    new Effort(4, true, 6, 0),
  };

  /** Returns a level's meaning. */
  static Effort of(int level) {
    return LEVELS[level - EncoderOptions.MIN_EFFORT];
  }
}
