package io.deltaglider.testserver.s3.awssdk;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The bytes of a body that a {@code Range} header asks for, {@code to} exclusive. */
record RequestedRange(int from, int to) {
  private static final Pattern FORM = Pattern.compile("bytes=(\\d*)-(\\d*)");

  static RequestedRange parse(String header, int size) {
    Matcher matcher = FORM.matcher(header);
    if (!matcher.matches() || header.equals("bytes=-")) {
      throw StoreErrors.of(400, "InvalidArgument", "bad range " + header);
    }
    long from;
    long to = size;
    if (matcher.group(1).isEmpty()) {
      from = Math.max(0, size - Long.parseLong(matcher.group(2)));
    } else {
      from = Long.parseLong(matcher.group(1));
      if (!matcher.group(2).isEmpty()) {
        to = Math.min(size - 1L, Long.parseLong(matcher.group(2))) + 1;
      }
    }
    if (from >= to) {
      throw StoreErrors.of(416, "InvalidRange", "The requested range is not satisfiable");
    }
    return new RequestedRange((int) from, (int) to);
  }
}
