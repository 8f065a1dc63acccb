package io.deltaglider.port.storage;

import java.util.Comparator;
import java.util.Optional;

/**
 * The order of listings: keys by their bytes of UTF-8. {@link String#compareTo} is the order of
 * UTF-16 instead, which puts characters beyond U+FFFF before those from U+E000 to U+FFFF.
 */
public final class KeyOrder {
  /** The order as a comparator; see {@link #compare}. */
  public static final Comparator<String> UTF_8 = KeyOrder::compare;

  private KeyOrder() {}

  /** Compares two well-formed texts by their bytes of UTF-8, without encoding them. */
  public static int compare(String left, String right) {
    int common = Math.min(left.length(), right.length());
    for (int i = 0; i < common; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        return Integer.compare(rank(a), rank(b));
      }
    }
    return Integer.compare(left.length(), right.length());
  }

  /**
   * Returns the least text that comes behind every text that begins with {@code prefix}.
   *
   * @return empty if there is none, as for the empty prefix
   */
  public static Optional<String> behind(String prefix) {
    int end = prefix.length();
    while (end > 0) {
      int last = prefix.codePointBefore(end);
      int start = end - Character.charCount(last);
      if (last < Character.MAX_CODE_POINT) {
        return Optional.of(prefix.substring(0, start) + Character.toString(next(last)));
      }
      end = start;
    }
    return Optional.empty();
  }

  /** Surrogates stand for characters beyond U+FFFF, so they rank above all others. */
  private static int rank(char c) {
    return Character.isSurrogate(c) ? c + Character.MAX_VALUE : c;
  }

  private static int next(int codePoint) {
    return codePoint + 1 == Character.MIN_SURROGATE ? Character.MAX_SURROGATE + 1 : codePoint + 1;
  }
}
