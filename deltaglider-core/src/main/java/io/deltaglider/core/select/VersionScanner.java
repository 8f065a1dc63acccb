package io.deltaglider.core.select;

import java.util.Locale;
import java.util.Set;

/**
 * Finds the version-like parts of one path segment, from left to right. A part is a core (a date, a
 * dotted number, or a number after a separate {@code v}) and all qualifiers that follow it. Not
 * thread-safe.
 *
 * <p>Each attempt looks at no more than it consumes and a few tokens beyond, and a failed one is
 * not repeated, so the whole scan is linear.
 */
final class VersionScanner {
  /** Words that qualify a version; those of one letter only with a number. */
  private static final Set<String> QUALIFIERS =
      Set.of(
          "a",
          "alpha",
          "b",
          "beta",
          "build",
          "c",
          "canary",
          "cr",
          "dev",
          "ea",
          "final",
          "ga",
          "hotfix",
          "incubating",
          "lts",
          "m",
          "milestone",
          "nightly",
          "p",
          "patch",
          "pl",
          "post",
          "pre",
          "preview",
          "r",
          "rc",
          "release",
          "rev",
          "snapshot",
          "sp",
          "sr",
          "stable",
          "u",
          "update");

  /** The qualifiers that may follow a dot without a number; others are likelier extensions. */
  private static final Set<String> DOTTED_WORDS =
      Set.of("final", "ga", "release", "snapshot", "alpha", "beta", "stable");

  /** The qualifiers of one letter that may follow a dot, as in {@code 5.0.0.M1}. */
  private static final String DOTTED_LETTER = "m";

  private static final int LONGEST_QUALIFIER = 10;
  private static final String SEPARATORS = "-._+~: ";
  private static final int MIN_DESCRIBED_HASH = 7;
  private static final int MAX_DESCRIBED_HASH = 40;

  private final String text;
  private int position;
  private int start;
  private int end;

  VersionScanner(String text) {
    this.text = text;
  }

  /** Moves to the next part; false if there is none. */
  boolean next() {
    while (position < text.length()) {
      if (!isDigit(position)) {
        position++;
        continue;
      }
      int core = coreEnd(position);
      if (core > position) {
        start = followsSeparateV(position) ? position - 1 : position;
        end = withQualifiers(core);
        position = end;
        return true;
      }
      position = digitsEnd(position);
    }
    return false;
  }

  /** Where the part begins. */
  int start() {
    return start;
  }

  /** Where the part ends, exclusive. */
  int end() {
    return end;
  }

  private int coreEnd(int from) {
    int date = DateForm.end(text, from);
    if (date > from) {
      return date;
    }
    return chainEnd(from, followsSeparateV(from) ? 1 : 2);
  }

  /**
   * Returns the end of numbers joined by dots, at least so many, or {@code from}. The last one is
   * left out if letters follow that do not qualify it, as in {@code app-1.2.7z}.
   */
  private int chainEnd(int from, int minNumbers) {
    int numbers = 1;
    int previousEnd = from;
    int lastEnd = digitsEnd(from);
    while (isAt(lastEnd, '.') && isDigit(lastEnd + 1)) {
      previousEnd = lastEnd;
      lastEnd = digitsEnd(lastEnd + 1);
      numbers++;
    }
    if (!isBoundary(lastEnd) && attachedEnd(lastEnd) == lastEnd) {
      lastEnd = previousEnd;
      numbers--;
    }
    return numbers < minNumbers ? from : lastEnd;
  }

  private int withQualifiers(int from) {
    int reached = from;
    while (true) {
      int longer = isBoundary(reached) ? separatedEnd(reached) : attachedEnd(reached);
      if (longer == reached) {
        return reached;
      }
      reached = longer;
    }
  }

  /** A qualifier without separator: {@code 1.0rc1}, {@code 1.1.1w}, {@code 12:30Z}. */
  private int attachedEnd(int from) {
    int letters = lettersEnd(from);
    if (letters == from + 1 && isBoundary(letters)) {
      return isSevenZip(from) ? from : letters;
    }
    return wordEnd(from);
  }

  /** A separator and what may follow it; {@code from} if that is no qualifier. */
  private int separatedEnd(int from) {
    if (from >= text.length() || SEPARATORS.indexOf(text.charAt(from)) < 0) {
      return from;
    }
    int token = from + 1;
    int tokenEnd = token;
    if (isDigit(token)) {
      tokenEnd = Math.max(chainEnd(token, 1), revisionEnd(token));
    } else if (isSeparateV(token)) {
      tokenEnd = chainEnd(token + 1, 1) == token + 1 ? token : chainEnd(token + 1, 1);
    } else if (isAt(from, '+')) {
      tokenEnd = alphanumericEnd(token);
    } else if (!isAt(from, '.') || isDottedQualifier(token)) {
      tokenEnd = Math.max(wordEnd(token), describedHashEnd(token));
    }
    return tokenEnd > token ? tokenEnd : from;
  }

  /** A known word and the number behind it, not followed by more letters. */
  private int wordEnd(int from) {
    int letters = lettersEnd(from);
    int length = letters - from;
    if (length == 0 || length > LONGEST_QUALIFIER) {
      return from;
    }
    int numberEnd = digitsEnd(letters);
    boolean numbered = numberEnd > letters;
    if (!isBoundary(numberEnd) || (length == 1 && !numbered)) {
      return from;
    }
    return QUALIFIERS.contains(word(from, letters)) ? numberEnd : from;
  }

  private boolean isDottedQualifier(int from) {
    int letters = lettersEnd(from);
    if (letters - from > LONGEST_QUALIFIER) {
      return false;
    }
    String word = word(from, letters);
    if (isDigit(letters)) {
      return word.length() > 1 || word.equals(DOTTED_LETTER);
    }
    return DOTTED_WORDS.contains(word);
  }

  /** What {@code git describe} adds: {@code 1.2-14-g2414721}. */
  private int describedHashEnd(int from) {
    if (!isAt(from, 'g')) {
      return from;
    }
    int hexEnd = from + 1;
    while (hexEnd < text.length() && isHex(text.charAt(hexEnd))) {
      hexEnd++;
    }
    int length = hexEnd - from - 1;
    boolean hash = length >= MIN_DESCRIBED_HASH && length <= MAX_DESCRIBED_HASH;
    return hash && isBoundary(hexEnd) ? hexEnd : from;
  }

  /** A distribution's revision: {@code 1.2.3-4ubuntu1}. */
  private int revisionEnd(int from) {
    int letters = digitsEnd(from);
    int number = lettersEnd(letters);
    int numberEnd = digitsEnd(number);
    boolean revision = number - letters > 1 && numberEnd > number && isBoundary(numberEnd);
    return revision ? numberEnd : from;
  }

  private String word(int from, int to) {
    return text.substring(from, to).toLowerCase(Locale.ROOT);
  }

  /** The one common extension that looks like a number and its letter. */
  private boolean isSevenZip(int letter) {
    boolean seven = isAt(letter - 1, '7') && !isDigit(letter - 2);
    return seven && (isAt(letter, 'z') || isAt(letter, 'Z'));
  }

  private boolean followsSeparateV(int digits) {
    return digits > 0 && isSeparateV(digits - 1);
  }

  private boolean isSeparateV(int index) {
    boolean letter = isAt(index, 'v') || isAt(index, 'V');
    boolean separate = index == 0 || !Ascii.isLetterOrDigit(text.charAt(index - 1));
    return letter && separate && isDigit(index + 1);
  }

  private boolean isBoundary(int index) {
    return index >= text.length() || !Ascii.isLetterOrDigit(text.charAt(index));
  }

  private boolean isAt(int index, char expected) {
    return index >= 0 && index < text.length() && text.charAt(index) == expected;
  }

  private boolean isDigit(int index) {
    return index >= 0 && index < text.length() && Ascii.isDigit(text.charAt(index));
  }

  private int digitsEnd(int from) {
    int index = from;
    while (isDigit(index)) {
      index++;
    }
    return index;
  }

  private int lettersEnd(int from) {
    int index = from;
    while (index < text.length() && Ascii.isLetter(text.charAt(index))) {
      index++;
    }
    return index;
  }

  private int alphanumericEnd(int from) {
    int index = from;
    while (!isBoundary(index)) {
      index++;
    }
    return index;
  }

  private static boolean isHex(char c) {
    return Ascii.isDigit(c) || Ascii.isHexLetter(c);
  }
}
