package io.deltaglider.core.select;

/**
 * The pattern that all keys of a family share: the key with its version-like parts replaced by
 * {@code *}. Rule version 1; {@code docs/SELECTION.md} specifies it with examples. Any text is
 * welcome, none fails, and the time is linear in its length.
 *
 * <p>Version-like are dotted numbers, numbers after a separate {@code v}, dates, what qualifies any
 * of these, and a whole path segment that looks like a commit's hash. Other integers are not: they
 * are often a customer's id, or part of a name.
 */
public final class FamilyPattern {
  private static final String ANYTHING = "*";
  private static final int MIN_SHORT_HASH = 7;
  private static final int MAX_SHORT_HASH = 12;
  private static final int SHA_1_DIGITS = 40;
  private static final int SHA_256_DIGITS = 64;

  private FamilyPattern() {}

  /** Returns the pattern of the family that a key belongs to. */
  public static String of(String key) {
    StringBuilder pattern = new StringBuilder(key.length());
    int start = 0;
    while (true) {
      int slash = key.indexOf('/', start);
      if (slash < 0) {
        appendSegment(key.substring(start), pattern);
        return pattern.toString();
      }
      appendSegment(key.substring(start, slash), pattern);
      pattern.append('/');
      start = slash + 1;
    }
  }

  /**
   * Returns what all keys of a key's family begin with: everything before the first part that looks
   * like a version.
   */
  public static String literalPrefix(String key) {
    String pattern = of(key);
    int end = pattern.indexOf(ANYTHING);
    return end < 0 ? pattern : pattern.substring(0, end);
  }

  private static void appendSegment(String segment, StringBuilder pattern) {
    if (isCommitHash(segment)) {
      pattern.append(ANYTHING);
      return;
    }
    VersionScanner scanner = new VersionScanner(segment);
    int copied = 0;
    while (scanner.next()) {
      pattern.append(segment, copied, scanner.start()).append(ANYTHING);
      copied = scanner.end();
    }
    pattern.append(segment, copied, segment.length());
  }

  private static boolean isCommitHash(String segment) {
    int length = segment.length();
    boolean abbreviated = length >= MIN_SHORT_HASH && length <= MAX_SHORT_HASH;
    if (!abbreviated && length != SHA_1_DIGITS && length != SHA_256_DIGITS) {
      return false;
    }
    int digits = 0;
    for (int i = 0; i < length; i++) {
      char c = segment.charAt(i);
      if (Ascii.isDigit(c)) {
        digits++;
      } else if (!Ascii.isHexLetter(c)) {
        return false;
      }
    }
    // Words such as "defaced", and integers, are no hashes.
    return !abbreviated || (digits > 0 && digits < length);
  }
}
