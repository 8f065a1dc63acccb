package io.deltaglider.port.storage;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a writer says about an object beside its bytes.
 *
 * @param headers content headers
 * @param metadata user metadata. Names are HTTP tokens in lower case; values are text without
 *     control characters. A store may limit {@link #metadataBytes} ({@link
 *     StoragePort#maxMetadataBytes})
 * @param tags needs {@link Capability#TAGS} unless empty; at most 10
 * @param storageClass needs {@link Capability#STORAGE_CLASS} unless absent
 * @param storeHeaders needs {@link Capability#STORE_HEADERS} unless empty
 */
public record ObjectAttributes(
    ContentHeaders headers,
    Map<String, String> metadata,
    Map<String, String> tags,
    Optional<String> storageClass,
    StoreHeaders storeHeaders) {
  /** No headers, metadata, tags, storage class or store headers. */
  public static final ObjectAttributes NONE =
      new ObjectAttributes(
          ContentHeaders.NONE, Map.of(), Map.of(), Optional.empty(), StoreHeaders.NONE);

  /** The largest number of tags on one object. */
  public static final int MAX_TAGS = 10;

  private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9a-z-]+");

  /** Checks names and values, and sorts both maps. */
  public ObjectAttributes {
    Objects.requireNonNull(headers, "headers");
    Objects.requireNonNull(storageClass, "storageClass");
    Objects.requireNonNull(storeHeaders, "storeHeaders");
    metadata = Collections.unmodifiableMap(new TreeMap<>(metadata));
    tags = Collections.unmodifiableMap(new TreeMap<>(tags));
    metadata.forEach(ObjectAttributes::checkEntry);
    if (tags.size() > MAX_TAGS) {
      throw new IllegalArgumentException(tags.size() + " tags are more than " + MAX_TAGS);
    }
  }

  /** Returns attributes of only these headers and this metadata. */
  public static ObjectAttributes of(ContentHeaders headers, Map<String, String> metadata) {
    return NONE.withHeaders(headers).withMetadata(metadata);
  }

  /** Returns a copy with other metadata. */
  public ObjectAttributes withMetadata(Map<String, String> other) {
    return new ObjectAttributes(headers, other, tags, storageClass, storeHeaders);
  }

  /** Returns a copy with other headers. */
  public ObjectAttributes withHeaders(ContentHeaders other) {
    return new ObjectAttributes(other, metadata, tags, storageClass, storeHeaders);
  }

  /** Returns a copy with other tags. */
  public ObjectAttributes withTags(Map<String, String> other) {
    return new ObjectAttributes(headers, metadata, other, storageClass, storeHeaders);
  }

  /** Returns a copy with another storage class, or none. */
  public ObjectAttributes withStorageClass(Optional<String> other) {
    return new ObjectAttributes(headers, metadata, tags, other, storeHeaders);
  }

  /** Returns a copy with other store headers. */
  public ObjectAttributes withStoreHeaders(StoreHeaders other) {
    return new ObjectAttributes(headers, metadata, tags, storageClass, other);
  }

  /** Returns the size of the metadata as S3 counts it: bytes of UTF-8 of all names and values. */
  public int metadataBytes() {
    int bytes = 0;
    for (Map.Entry<String, String> entry : metadata.entrySet()) {
      bytes += entry.getKey().length();
      bytes += entry.getValue().getBytes(StandardCharsets.UTF_8).length;
    }
    return bytes;
  }

  private static void checkEntry(String name, String value) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("bad metadata name '" + name + "'");
    }
    if (value.chars().anyMatch(c -> c < 0x20 || c == 0x7f)
        || !StandardCharsets.UTF_8.newEncoder().canEncode(value)) {
      throw new IllegalArgumentException("bad characters in the value of metadata '" + name + "'");
    }
  }
}
