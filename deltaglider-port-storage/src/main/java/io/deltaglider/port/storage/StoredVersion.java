package io.deltaglider.port.storage;

import java.util.Objects;
import java.util.Optional;

/**
 * What a write made.
 *
 * @param etag the ETag that {@link StoragePort#head} answers for it; without quotes
 * @param versionId present if the store keeps versions of it
 * @param storeHeaders what else the store says, with {@link Capability#STORE_HEADERS}
 */
public record StoredVersion(String etag, Optional<String> versionId, StoreHeaders storeHeaders) {
  /** Checks that nothing is null. */
  public StoredVersion {
    Objects.requireNonNull(etag, "etag");
    Objects.requireNonNull(versionId, "versionId");
    Objects.requireNonNull(storeHeaders, "storeHeaders");
  }
}
