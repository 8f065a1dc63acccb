package io.deltaglider.port.storage;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a store says about one object.
 *
 * @param address where it is
 * @param size its length in bytes
 * @param etag names this form of the object; not empty, without quotes. Another body has another
 *     one; the same body written again, with the same or other metadata, may or may not
 * @param lastModified when it was written, by the store's clock
 * @param headers content headers as they were put
 * @param metadata user metadata as it was put; names in lower case
 * @param storageClass present if the store has {@link Capability#STORAGE_CLASS} and the object was
 *     put with one
 * @param versionId present if the store has {@link Capability#VERSIONS} and keeps versions here
 * @param storeHeaders what else the store says, with {@link Capability#STORE_HEADERS}
 */
public record ObjectHead(
    ObjectAddress address,
    long size,
    String etag,
    Instant lastModified,
    ContentHeaders headers,
    Map<String, String> metadata,
    Optional<String> storageClass,
    Optional<String> versionId,
    StoreHeaders storeHeaders) {
  /** Checks the size and the ETag. */
  public ObjectHead {
    Objects.requireNonNull(address, "address");
    Objects.requireNonNull(lastModified, "lastModified");
    Objects.requireNonNull(headers, "headers");
    Objects.requireNonNull(storageClass, "storageClass");
    Objects.requireNonNull(versionId, "versionId");
    Objects.requireNonNull(storeHeaders, "storeHeaders");
    metadata = Collections.unmodifiableMap(new TreeMap<>(metadata));
    if (size < 0) {
      throw new IllegalArgumentException("negative size " + size + " of " + address);
    }
    if (etag.isEmpty() || etag.startsWith("\"")) {
      throw new IllegalArgumentException("bad ETag '" + etag + "' of " + address);
    }
  }
}
