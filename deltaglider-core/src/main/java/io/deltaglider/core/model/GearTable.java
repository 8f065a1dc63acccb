package io.deltaglider.core.model;

/**
 * The 256 random words of the gear hash, {@code hash = (hash << 1) + word[byte]}, which covers the
 * last 64 bytes (Xia et al., "Ddelta: a deduplication-inspired fast delta compression approach",
 * 2014; the same authors' FastCDC, 2016).
 *
 * <p>The words are the first outputs of SplitMix64 (Steele, Lea, Flood, "Fast splittable
 * pseudorandom number generators", 2014) from the seed below. The names of stored pointers depend
 * on them: they must never change.
 */
final class GearTable {
  /** The ASCII bytes of {@code deltagli}. */
  private static final long SEED = 0x64656c7461676c69L;

  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

  private GearTable() {}

  static long[] create() {
    long[] words = new long[256];
    long state = SEED;
    for (int i = 0; i < words.length; i++) {
      state += GOLDEN_GAMMA;
      words[i] = mix(state);
    }
    return words;
  }

  /** SplitMix64's finaliser: a bijection in which every input bit moves every output bit. */
  static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }
}
