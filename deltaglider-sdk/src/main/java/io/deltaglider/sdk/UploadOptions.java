package io.deltaglider.sdk;

import io.deltaglider.port.storage.ContentHeaders;
import io.deltaglider.port.storage.ObjectAttributes;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What an object carries beside its bytes.
 *
 * @param contentType media type
 * @param metadata user metadata; names are HTTP tokens in lower case
 * @param tags on stores that have tags
 * @param delta whether the object may become a delta
 */
public record UploadOptions(
    Optional<String> contentType,
    Map<String, String> metadata,
    Map<String, String> tags,
    boolean delta) {
  /** Nothing beside the bytes. */
  public static final UploadOptions DEFAULT =
      new UploadOptions(Optional.empty(), Map.of(), Map.of(), true);

  /** Copies the maps. */
  public UploadOptions {
    Objects.requireNonNull(contentType, "contentType");
    metadata = Map.copyOf(metadata);
    tags = Map.copyOf(tags);
  }

  /** Returns a copy with a media type. */
  public UploadOptions withContentType(String type) {
    return new UploadOptions(Optional.of(type), metadata, tags, delta);
  }

  /** Returns a copy with other metadata. */
  public UploadOptions withMetadata(Map<String, String> entries) {
    return new UploadOptions(contentType, entries, tags, delta);
  }

  /** Returns a copy with other tags. */
  public UploadOptions withTags(Map<String, String> entries) {
    return new UploadOptions(contentType, metadata, entries, delta);
  }

  /** Returns a copy that stores the content as it comes. */
  public UploadOptions withoutDelta() {
    return new UploadOptions(contentType, metadata, tags, false);
  }

  ObjectAttributes attributes() {
    ContentHeaders headers =
        contentType.map(ContentHeaders.NONE::withContentType).orElse(ContentHeaders.NONE);
    return ObjectAttributes.of(headers, metadata).withTags(tags);
  }
}
