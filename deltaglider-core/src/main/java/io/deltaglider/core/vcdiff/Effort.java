package io.deltaglider.core.vcdiff;

import static org.tukaani.xz.LZMA2Options.MF_BT4;
import static org.tukaani.xz.LZMA2Options.MF_HC4;
import static org.tukaani.xz.LZMA2Options.MODE_FAST;
import static org.tukaani.xz.LZMA2Options.MODE_NORMAL;

import java.util.Optional;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.UnsupportedOptionsException;

/**
 * What an effort level means.
 *
 * @param stride the distance between indexed source positions where memory allows, in bytes
 * @param shortMatches whether to look for short matches between the long ones
 * @param parse how to weigh other choices of matches, if at all
 * @param lzma how hard LZMA looks for matches in a section
 * @param minSaving the least part of a section's bytes that LZMA must save to be used, 0 to 1
 */
record Effort(
    int stride, boolean shortMatches, Optional<Parse> parse, Lzma lzma, double minSaving) {
  /** Dictionaries that any decoder has room for. A small one is allocated in less time. */
  private static final int SMALL = 1 << 18;

  private static final int LARGE = 1 << 20;

  private static final Effort[] LEVELS = {
    greedy(61, false, new Lzma(MODE_FAST, MF_HC4, 32, 1, SMALL), 0.25),
    greedy(32, true, new Lzma(MODE_FAST, MF_HC4, 64, 4, SMALL), 0.05),
    greedy(23, true, new Lzma(MODE_FAST, MF_HC4, 64, 4, SMALL), 0.04),
    greedy(19, true, new Lzma(MODE_FAST, MF_HC4, 64, 16, SMALL), 0.03),
    greedy(19, true, new Lzma(MODE_NORMAL, MF_HC4, 8, 4, SMALL), 0.03),
    optimal(8, new Parse(32, 4), new Lzma(MODE_NORMAL, MF_HC4, 16, 16, LARGE), 0.02),
    optimal(8, new Parse(64, 8), new Lzma(MODE_NORMAL, MF_BT4, 32, 16, LARGE), 0.01),
    optimal(4, new Parse(128, 16), new Lzma(MODE_NORMAL, MF_BT4, 32, 16, LARGE), 0.005),
    optimal(4, new Parse(512, 32), new Lzma(MODE_NORMAL, MF_BT4, 64, 48, LARGE), 0.005),
  };

  private static Effort greedy(int stride, boolean shortMatches, Lzma lzma, double minSaving) {
    return new Effort(stride, shortMatches, Optional.empty(), lzma, minSaving);
  }

  private static Effort optimal(int stride, Parse parse, Lzma lzma, double minSaving) {
    return new Effort(stride, true, Optional.of(parse), lzma, minSaving);
  }

  /**
   * How {@link OptimalParser} works.
   *
   * @param niceLength a match as long is taken without looking further, in bytes
   * @param depth how many earlier places in the window to compare
   */
  record Parse(int niceLength, int depth) {}

  /**
   * How hard LZMA works, in terms of {@link LZMA2Options}.
   *
   * @param mode fast takes the first good match, normal weighs what each would cost
   * @param matchFinder hash chains, or binary trees, which are slower and find more
   * @param niceLength a match as long is taken without looking further
   * @param depth how many candidates to compare
   * @param dictionarySize how far back literals may repeat, in bytes
   */
  record Lzma(int mode, int matchFinder, int niceLength, int depth, int dictionarySize) {
    LZMA2Options options(int dictionary) throws UnsupportedOptionsException {
      return new LZMA2Options(
          dictionary,
          LZMA2Options.LC_DEFAULT,
          LZMA2Options.LP_DEFAULT,
          0,
          mode,
          niceLength,
          matchFinder,
          depth);
    }
  }

  /** Returns a level's meaning. */
  static Effort of(int level) {
    return LEVELS[level - EncoderOptions.MIN_EFFORT];
  }
}
