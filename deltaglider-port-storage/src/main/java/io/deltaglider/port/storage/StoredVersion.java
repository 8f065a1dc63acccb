package io.deltaglider.port.storage;

import java.util.Objects;
import java.util.Optional;

/**
 * What a write made.
 *
 * @param etag the ETag that {@link StoragePort#head} answers for it; without quotes
 * @param versionId present if the store keeps versions of it
 */
public record StoredVersion(String etag, Optional<String> versionId) {
  /** Checks that nothing is null. */
  public StoredVersion {
    Objects.requireNonNull(etag, "etag");
    Objects.requireNonNull(versionId, "versionId");
  }
}
