package io.deltaglider.core.model;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a content resembles, in 32 bytes: a one-permutation MinHash of 16 bins. The share of equal
 * bins estimates the share of equal 64-byte windows (Jaccard's index) with a standard error of at
 * most 1/8: enough to choose among references, not to judge one.
 *
 * <p>Made by {@link SketchBuilder}. Immutable.
 */
public final class Sketch {
  /** How many bins there are, and so the highest similarity. */
  public static final int BINS = 16;

  /** How many characters {@link #encode} gives. */
  public static final int ENCODED_LENGTH = 64;

  private static final int DIGITS = ENCODED_LENGTH / BINS;
  private static final String EMPTY_BIN = "0".repeat(DIGITS);
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{" + ENCODED_LENGTH + "}");

  private final String hex;

  private Sketch(String hex) {
    this.hex = hex;
  }

  /** Takes 16 bits of each bin; 0 marks one that no window fell into. */
  static Sketch of(int[] bins) {
    StringBuilder text = new StringBuilder(ENCODED_LENGTH);
    for (int bin : bins) {
      for (int shift = 4 * (DIGITS - 1); shift >= 0; shift -= 4) {
        text.append(Character.forDigit((bin >>> shift) & 0xf, 16));
      }
    }
    return new Sketch(text.toString());
  }

  /** Reads what {@link #encode} wrote; empty for anything else. */
  public static Optional<Sketch> parse(String text) {
    if (FORM.matcher(text).matches()) {
      return Optional.of(new Sketch(text));
    }
    return Optional.empty();
  }

  /** Returns the stored form: {@value #ENCODED_LENGTH} lower-case hex digits. */
  public String encode() {
    return hex;
  }

  /**
   * Returns how many bins are equal, 0 to {@value #BINS}. A bin that is empty in both says nothing
   * about the contents and does not count, so even equal sketches of tiny contents may score 0.
   */
  public int similarity(Sketch other) {
    int equal = 0;
    for (int i = 0; i < ENCODED_LENGTH; i += DIGITS) {
      if (hex.regionMatches(i, other.hex, i, DIGITS) && !hex.startsWith(EMPTY_BIN, i)) {
        equal++;
      }
    }
    return equal;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Sketch sketch && hex.equals(sketch.hex);
  }

  @Override
  public int hashCode() {
    return hex.hashCode();
  }

  /** Returns the stored form. */
  @Override
  public String toString() {
    return hex;
  }
}
