package io.deltaglider.core.vcdiff;

/**
 * What an effort level means.
 *
 * @param stride the distance between indexed source positions where memory allows, in bytes
 * @param lzmaPreset the preset of org.tukaani.xz, 0 to 9
 * @param minSaving the least part of a section's bytes that LZMA must save to be used, 0 to 1
 */
record Effort(int stride, int lzmaPreset, double minSaving) {
  static Effort of(int level) {
    if (level <= 2) {
      return new Effort(32, 1, 0.10);
    }
    if (level <= 6) {
      return new Effort(16, 4, 0.03);
    }
    return new Effort(8, 6, 0.005);
  }
}
