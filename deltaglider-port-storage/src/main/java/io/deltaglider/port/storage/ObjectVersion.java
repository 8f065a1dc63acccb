package io.deltaglider.port.storage;

import java.time.Instant;
import java.util.Objects;

/**
 * One version in a listing of versions.
 *
 * @param key its key
 * @param versionId its version id
 * @param latest whether it is the current one
 * @param deleteMarker whether it says that the object was deleted; size is 0 and the ETag empty
 *     then
 * @param size its length in bytes
 * @param etag its ETag, without quotes
 * @param lastModified when it was written, by the store's clock
 */
public record ObjectVersion(
    String key,
    String versionId,
    boolean latest,
    boolean deleteMarker,
    long size,
    String etag,
    Instant lastModified) {
  /** Checks that nothing is null. */
  public ObjectVersion {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(versionId, "versionId");
    Objects.requireNonNull(etag, "etag");
    Objects.requireNonNull(lastModified, "lastModified");
  }
}
