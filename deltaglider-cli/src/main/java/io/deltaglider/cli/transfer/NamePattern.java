package io.deltaglider.cli.transfer;

import java.util.regex.Pattern;

/**
 * A pattern for whole paths, as Python's {@code fnmatch} has them: {@code *} stands for any text,
 * slashes included, {@code ?} for one character, {@code [abc]} and {@code [a-c]} for one of these,
 * {@code [!abc]} for any other. Everything else, a backslash too, stands for itself.
 */
final class NamePattern {
  private final Pattern pattern;

  private NamePattern(Pattern pattern) {
    this.pattern = pattern;
  }

  /** Reads a pattern; every text is one. */
  static NamePattern of(String text) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (c == '*') {
        while (i < text.length() && text.charAt(i) == '*') {
          i++;
        }
        regex.append(".*");
      } else if (c == '?') {
        regex.append('.');
      } else if (c == '[' && endOfSet(text, i) >= 0) {
        int end = endOfSet(text, i);
        appendSet(text.substring(i, end), regex);
        i = end + 1;
      } else {
        appendLiteral(c, regex);
      }
    }
    return new NamePattern(Pattern.compile(regex.toString(), Pattern.DOTALL));
  }

  /** Returns where the bracket is that ends a set; -1 if none does. */
  private static int endOfSet(String text, int start) {
    int first = text.startsWith("!", start) ? start + 1 : start;
    return text.indexOf(']', first + 1); // a bracket at the very beginning is one of the set
  }

  private static void appendSet(String set, StringBuilder regex) {
    boolean negated = set.startsWith("!");
    int[] members = set.substring(negated ? 1 : 0).codePoints().toArray();
    StringBuilder ranges = new StringBuilder();
    for (int i = 0; i < members.length; i++) {
      int last = members[i];
      boolean range = i + 2 < members.length && members[i + 1] == '-';
      if (range) {
        last = members[i + 2];
      }
      if (members[i] <= last) { // a range that runs backwards has no members
        appendLiteral(members[i], ranges);
        ranges.append('-');
        appendLiteral(last, ranges);
      }
      i += range ? 2 : 0;
    }
    if (ranges.length() == 0) {
      regex.append(negated ? "." : "(?!)");
    } else {
      regex.append(negated ? "[^" : "[").append(ranges).append(']');
    }
  }

  private static void appendLiteral(int codePoint, StringBuilder regex) {
    regex.append("\\x{").append(Integer.toHexString(codePoint)).append('}');
  }

  /** Returns whether all of a path is as the pattern says. */
  boolean matches(String path) {
    return pattern.matcher(path).matches();
  }
}
