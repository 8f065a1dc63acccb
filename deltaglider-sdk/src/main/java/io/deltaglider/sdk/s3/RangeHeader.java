package io.deltaglider.sdk.s3;

import io.deltaglider.port.storage.ByteRange;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Range header with S3's rules: one that is malformed or names several ranges is no range. */
final class RangeHeader {
  private static final Pattern SINGLE = Pattern.compile("bytes=\\s*([0-9]*)\\s*-\\s*([0-9]*)\\s*");
  private static final int MAX_DIGITS = 18;

  private RangeHeader() {}

  /** Returns the range, or nothing if the whole object is to be read. */
  static Optional<ByteRange> parse(String header) {
    Matcher matcher = SINGLE.matcher(header);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    OptionalLong first = position(matcher.group(1));
    OptionalLong last = position(matcher.group(2));
    boolean empty = first.isEmpty() && last.isEmpty();
    boolean upsideDown =
        first.isPresent() && last.isPresent() && last.getAsLong() < first.getAsLong();
    return empty || upsideDown ? Optional.empty() : Optional.of(new ByteRange(first, last));
  }

  /** Returns the Content-Range of some bytes of an object. */
  static String contentRange(long start, long length, long size) {
    return "bytes " + start + "-" + (start + length - 1) + "/" + size;
  }

  /** Positions beyond all objects are the same to all of them. */
  private static OptionalLong position(String digits) {
    if (digits.isEmpty()) {
      return OptionalLong.empty();
    }
    String significant = digits.replaceFirst("^0+(?=.)", "");
    return OptionalLong.of(
        significant.length() > MAX_DIGITS ? Long.MAX_VALUE - 1 : Long.parseLong(significant));
  }
}
