package io.deltaglider.core.select;

/**
 * Recognises dates: {@code 2024-01-31} (or with dots or underscores) and {@code 20240131}, the
 * latter also with the time joined to it, and {@code T} with the first digits of a time behind
 * either. What else belongs to a time follows a separator and is left to the caller.
 */
final class DateForm {
  private static final int FIRST_YEAR = 1980;
  private static final int LAST_YEAR = 2099;
  private static final String SEPARATORS = "-._";

  /** Lengths of yyyyMMdd, yyyyMMddHHmm, yyyyMMddHHmmss. */
  private static final int DAY = 8;

  private static final int MINUTE = 12;
  private static final int SECOND = 14;

  private DateForm() {}

  /** Returns the end of the date that begins at this digit, or {@code from} if none does. */
  static int end(String text, int from) {
    int digitsEnd = digitsEnd(text, from);
    int end = from;
    if (digitsEnd - from == 4) {
      end = separatedEnd(text, from);
    } else if (isCompact(text, from, digitsEnd)) {
      end = digitsEnd;
    }
    if (end == from || end == text.length() || !Ascii.isLetterOrDigit(text.charAt(end))) {
      return end;
    }
    return timeEnd(text, end, from);
  }

  /** yyyy-MM-dd, followed by no further digit. */
  private static int separatedEnd(String text, int from) {
    int end = from + 10;
    if (end > text.length()) {
      return from;
    }
    char separator = text.charAt(from + 4);
    boolean shaped =
        SEPARATORS.indexOf(separator) >= 0
            && digitsEnd(text, from + 5) == from + 7
            && text.charAt(from + 7) == separator
            && digitsEnd(text, from + 8) == end;
    if (!shaped) {
      return from;
    }
    boolean valid =
        isDay(number(text, from, 4), number(text, from + 5, 2), number(text, from + 8, 2));
    return valid ? end : from;
  }

  private static boolean isCompact(String text, int from, int end) {
    int length = end - from;
    if (length != DAY && length != MINUTE && length != SECOND) {
      return false;
    }
    boolean time =
        length == DAY
            || (number(text, from + 8, 2) < 24
                && number(text, from + 10, 2) < 60
                && (length == MINUTE || number(text, from + 12, 2) <= 60));
    return time
        && isDay(number(text, from, 4), number(text, from + 4, 2), number(text, from + 6, 2));
  }

  /** A T and digits, with nothing but a separator or Z behind them. */
  private static int timeEnd(String text, int from, int otherwise) {
    char marker = text.charAt(from);
    int digitsEnd = digitsEnd(text, from + 1);
    if ((marker != 'T' && marker != 't') || digitsEnd == from + 1) {
      return otherwise;
    }
    boolean zulu = digitsEnd < text.length() && "Zz".indexOf(text.charAt(digitsEnd)) >= 0;
    int end = zulu ? digitsEnd + 1 : digitsEnd;
    boolean boundary = end == text.length() || !Ascii.isLetterOrDigit(text.charAt(end));
    return boundary ? end : otherwise;
  }

  private static boolean isDay(int year, int month, int day) {
    return year >= FIRST_YEAR
        && year <= LAST_YEAR
        && month >= 1
        && month <= 12
        && day >= 1
        && day <= 31;
  }

  private static int number(String text, int from, int digits) {
    int value = 0;
    for (int i = from; i < from + digits; i++) {
      value = 10 * value + (text.charAt(i) - '0');
    }
    return value;
  }

  private static int digitsEnd(String text, int from) {
    int index = from;
    while (index < text.length() && Ascii.isDigit(text.charAt(index))) {
      index++;
    }
    return index;
  }
}
