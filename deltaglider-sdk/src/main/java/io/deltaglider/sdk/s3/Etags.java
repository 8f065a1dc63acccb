package io.deltaglider.sdk.s3;

/** ETags as HTTP writes them, with quotes, and as the core knows them, without. */
final class Etags {
  private Etags() {}

  static String quote(String etag) {
    return '"' + etag + '"';
  }

  /** Returns an ETag of a request without quotes; callers may leave them out. */
  static String unquote(String text) {
    boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
    return quoted ? text.substring(1, text.length() - 1) : text;
  }

  /** Returns whether the object was uploaded in parts, whose boundaries are not known any more. */
  static boolean isOfParts(String etag) {
    return etag.matches("[0-9a-fA-F]{32}-[0-9]+");
  }
}
