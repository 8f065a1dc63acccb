package io.deltaglider.adapter.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.deltaglider.port.storage.ContentHeaders;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.ObjectAttributes;
import io.deltaglider.port.storage.ObjectHead;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import io.deltaglider.port.storage.StoreHeaders;
import io.deltaglider.port.storage.StoredVersion;
import java.net.URLEncoder;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpResponse;

/** What an object carries, as headers of requests and answers. */
final class ObjectHeaders {
  /** What S3 answers for an object without a type; sent as well, so that every store does. */
  static final String NO_TYPE = "binary/octet-stream";

  private static final String PREFIX = "x-amz-";
  private static final String METADATA_PREFIX = "x-amz-meta-";
  private static final String STORAGE_CLASS = "x-amz-storage-class";
  private static final String DEFAULT_CLASS = "STANDARD";

  /** Answered headers that are held elsewhere, or are about the answer and not the object. */
  private static final Set<String> NOT_REPORTED =
      Set.of(
          "x-amz-bucket-region",
          "x-amz-copy-source-version-id",
          "x-amz-date",
          "x-amz-delete-marker",
          "x-amz-id-2",
          "x-amz-missing-meta",
          "x-amz-request-id",
          "x-amz-storage-class",
          "x-amz-version-id");

  private ObjectHeaders() {}

  /** Returns the type to send for an object. */
  static String type(ObjectAttributes attributes) {
    return attributes.headers().contentType().orElse(NO_TYPE);
  }

  /** Returns all headers of a write but its type. */
  static Map<String, String> ofWrite(ObjectAttributes attributes) {
    Map<String, String> headers = new LinkedHashMap<>(attributes.storeHeaders().entries());
    ContentHeaders content = attributes.headers();
    content.contentEncoding().ifPresent(value -> headers.put("Content-Encoding", value));
    content.contentLanguage().ifPresent(value -> headers.put("Content-Language", value));
    content.contentDisposition().ifPresent(value -> headers.put("Content-Disposition", value));
    content.cacheControl().ifPresent(value -> headers.put("Cache-Control", value));
    content.expires().ifPresent(value -> headers.put("Expires", value));
    attributes
        .metadata()
        .forEach((name, value) -> headers.put(METADATA_PREFIX + name, MetadataText.encode(value)));
    attributes.storageClass().ifPresent(name -> headers.put(STORAGE_CLASS, name));
    if (!attributes.tags().isEmpty()) {
      headers.put("x-amz-tagging", tagging(attributes.tags()));
    }
    return headers;
  }

  private static String tagging(Map<String, String> tags) {
    return tags.entrySet().stream()
        .map(tag -> escaped(tag.getKey()) + "=" + escaped(tag.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String escaped(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }

  static ObjectHead head(ObjectAddress address, SdkHttpResponse answer) {
    return new ObjectHead(
        address,
        size(address, answer),
        etag(answer.firstMatchingHeader("ETag").orElse(""), address),
        lastModified(address, answer),
        content(answer),
        metadata(answer),
        answer.firstMatchingHeader(STORAGE_CLASS).filter(name -> !name.equals(DEFAULT_CLASS)),
        versionId(answer),
        storeHeaders(answer));
  }

  static StoredVersion stored(
      ObjectAddress address, @Nullable String etag, SdkHttpResponse answer) {
    return new StoredVersion(
        etag(etag == null ? "" : etag, address), versionId(answer), storeHeaders(answer));
  }

  private static long size(ObjectAddress address, SdkHttpResponse answer) {
    Optional<String> total =
        answer.firstMatchingHeader("Content-Range").map(range -> range.replaceFirst(".*/", ""));
    String size = total.or(() -> answer.firstMatchingHeader("Content-Length")).orElse("");
    try {
      return Long.parseLong(size);
    } catch (NumberFormatException e) {
      throw malformed(address, "size '" + size + "'", e);
    }
  }

  private static Instant lastModified(ObjectAddress address, SdkHttpResponse answer) {
    String time = answer.firstMatchingHeader("Last-Modified").orElse("");
    try {
      return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(time));
    } catch (DateTimeException e) {
      throw malformed(address, "time '" + time + "'", e);
    }
  }

  private static StorageException malformed(ObjectAddress address, String what, Exception e) {
    return new StorageException(
        Kind.UNAVAILABLE, "read answer about " + address + ": it has no proper " + what, e);
  }

  static String etag(String header, Object address) {
    String etag = header.startsWith("W/") ? header.substring(2) : header;
    if (etag.length() > 1 && etag.startsWith("\"") && etag.endsWith("\"")) {
      etag = etag.substring(1, etag.length() - 1);
    }
    if (etag.isEmpty()) {
      throw new StorageException(
          Kind.UNAVAILABLE, "read answer about " + address + ": it has no ETag");
    }
    return etag;
  }

  static String quoted(String etag) {
    return "\"" + etag + "\"";
  }

  private static ContentHeaders content(SdkHttpResponse answer) {
    return new ContentHeaders(
        answer.firstMatchingHeader("Content-Type").filter(type -> !type.equals(NO_TYPE)),
        encoding(answer.matchingHeaders("Content-Encoding")),
        answer.firstMatchingHeader("Content-Language"),
        answer.firstMatchingHeader("Content-Disposition"),
        answer.firstMatchingHeader("Cache-Control"),
        answer.firstMatchingHeader("Expires"));
  }

  /** Some stores keep the encoding of the upload itself. */
  private static Optional<String> encoding(List<String> headers) {
    String kept =
        headers.stream()
            .flatMap(header -> Arrays.stream(header.split(",", -1)))
            .map(String::strip)
            .filter(name -> !name.isEmpty() && !name.equalsIgnoreCase("aws-chunked"))
            .collect(Collectors.joining(", "));
    return kept.isEmpty() ? Optional.empty() : Optional.of(kept);
  }

  static boolean hasMetadata(SdkHttpResponse answer) {
    return answer.headers().keySet().stream()
        .anyMatch(name -> name.toLowerCase(Locale.ROOT).startsWith(METADATA_PREFIX));
  }

  private static Map<String, String> metadata(SdkHttpResponse answer) {
    Map<String, String> metadata = new LinkedHashMap<>();
    answer.forEachHeader(
        (name, values) -> {
          String lower = name.toLowerCase(Locale.ROOT);
          if (lower.startsWith(METADATA_PREFIX)) {
            String value = MetadataText.decode(String.join(",", values));
            metadata.put(lower.substring(METADATA_PREFIX.length()), value);
          }
        });
    return metadata;
  }

  static Optional<String> versionId(SdkHttpResponse answer) {
    return answer.firstMatchingHeader("x-amz-version-id").flatMap(ObjectHeaders::realVersion);
  }

  /** S3 calls what it keeps no versions of {@code null}. */
  static Optional<String> realVersion(@Nullable String versionId) {
    return Optional.ofNullable(versionId).filter(id -> !id.isEmpty() && !id.equals("null"));
  }

  static StoreHeaders storeHeaders(SdkHttpResponse answer) {
    Map<String, String> reported = new LinkedHashMap<>();
    answer.forEachHeader(
        (name, values) -> {
          String lower = name.toLowerCase(Locale.ROOT);
          if (lower.startsWith(PREFIX)
              && !lower.startsWith(METADATA_PREFIX)
              && !NOT_REPORTED.contains(lower)) {
            add(reported, lower, String.join(",", values));
          }
        });
    return new StoreHeaders(reported);
  }

  private static void add(Map<String, String> reported, String name, String value) {
    if (value.chars().allMatch(c -> c >= 0x20 && c < 0x7f)) {
      reported.put(name, value);
    }
  }
}
