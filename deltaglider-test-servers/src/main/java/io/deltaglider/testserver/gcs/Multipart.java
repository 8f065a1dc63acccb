package io.deltaglider.testserver.gcs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The parts of a multipart body. */
final class Multipart {
  /**
   * One part.
   *
   * @param headers names in lower case
   * @param start where its content begins in the whole
   * @param end where its content ends
   */
  record Part(Map<String, String> headers, int start, int end) {}

  private static final byte[] BLANK_LINE = "\r\n\r\n".getBytes(ISO_8859_1);

  private Multipart() {}

  /** Returns the parts of {@code whole}; its boundary is in the content type. */
  static List<Part> parse(String contentType, byte[] whole) {
    byte[] boundary = ("--" + boundary(contentType)).getBytes(ISO_8859_1);
    List<Part> parts = new ArrayList<>();
    int at = find(whole, boundary, 0);
    while (at >= 0) {
      int start = at + boundary.length;
      if (start + 1 < whole.length && whole[start] == '-' && whole[start + 1] == '-') {
        return parts;
      }
      int next = find(whole, boundary, start);
      int blank = find(whole, BLANK_LINE, start);
      if (next < 0 || blank < 0 || blank > next) {
        break;
      }
      int content = blank + BLANK_LINE.length;
      // A part ends before the line break that belongs to the next boundary.
      parts.add(new Part(headers(whole, start + 2, blank), content, Math.max(content, next - 2)));
      at = next;
    }
    throw ApiException.invalid("Malformed multipart body.");
  }

  private static String boundary(String contentType) {
    for (String parameter : contentType.split(";", -1)) {
      String trimmed = parameter.trim();
      if (trimmed.startsWith("boundary=")) {
        return trimmed.substring("boundary=".length()).replace("\"", "");
      }
    }
    throw ApiException.invalid("Missing boundary in " + contentType);
  }

  /** Returns the header lines between two positions. */
  static Map<String, String> headers(byte[] whole, int start, int end) {
    Map<String, String> headers = new HashMap<>();
    if (start < end) {
      for (String line : new String(whole, start, end - start, ISO_8859_1).split("\r\n", -1)) {
        int colon = line.indexOf(':');
        if (colon > 0) {
          headers.put(
              line.substring(0, colon).trim().toLowerCase(Locale.ROOT),
              line.substring(colon + 1).trim());
        }
      }
    }
    return headers;
  }

  static int find(byte[] whole, byte[] wanted, int from) {
    outer:
    for (int i = from; i <= whole.length - wanted.length; i++) {
      for (int j = 0; j < wanted.length; j++) {
        if (whole[i + j] != wanted[j]) {
          continue outer;
        }
      }
      return i;
    }
    return -1;
  }
}
