package io.deltaglider.port.storage;

import java.util.Objects;
import java.util.Optional;

/**
 * The headers that an object carries beside its user metadata, as the user gave them. Absent means
 * that the user gave none.
 *
 * @param contentType media type
 * @param contentEncoding encodings that were applied to the content
 * @param contentLanguage natural language; kept only with {@link Capability#CONTENT_LANGUAGE}
 * @param contentDisposition how a browser should present the content
 * @param cacheControl caching directives
 * @param expires when a cached copy is stale: the header's text, not interpreted
 */
public record ContentHeaders(
    Optional<String> contentType,
    Optional<String> contentEncoding,
    Optional<String> contentLanguage,
    Optional<String> contentDisposition,
    Optional<String> cacheControl,
    Optional<String> expires) {
  /** No header at all. */
  public static final ContentHeaders NONE =
      new ContentHeaders(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** Checks that nothing is null. */
  public ContentHeaders {
    Objects.requireNonNull(contentType, "contentType");
    Objects.requireNonNull(contentEncoding, "contentEncoding");
    Objects.requireNonNull(contentLanguage, "contentLanguage");
    Objects.requireNonNull(contentDisposition, "contentDisposition");
    Objects.requireNonNull(cacheControl, "cacheControl");
    Objects.requireNonNull(expires, "expires");
  }

  /** Returns a copy with another content type. */
  public ContentHeaders withContentType(String type) {
    return new ContentHeaders(
        Optional.of(type),
        contentEncoding,
        contentLanguage,
        contentDisposition,
        cacheControl,
        expires);
  }
}
