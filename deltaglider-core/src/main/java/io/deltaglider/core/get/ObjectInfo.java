package io.deltaglider.core.get;

import io.deltaglider.core.model.Sha256;
import io.deltaglider.port.storage.ContentHeaders;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.StoreHeaders;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What is known about an object.
 *
 * @param address where it is
 * @param size size of the content in bytes
 * @param etag the content's ETag, without quotes
 * @param lastModified when it was written, by the store's clock
 * @param headers the user's content headers
 * @param metadata the user's metadata
 * @param storedSize size of the stored body in bytes
 * @param storedEtag ETag of the stored form, without quotes
 * @param form how it is stored
 * @param sha256 SHA-256 of the content, if it is recorded
 * @param reference the reference that a delta needs; absent for passthrough and for deltas without
 *     a source
 * @param note how it came to be stored so, if that is recorded
 * @param checksum the checksum that the caller wanted remembered, as {@code dg-checksum} in
 *     docs/FORMAT.md has it
 * @param storageClass the store's storage class, if it has such
 * @param versionId the store's version id, if it keeps versions
 * @param storeHeaders what else the store says
 */
public record ObjectInfo(
    ObjectAddress address,
    long size,
    String etag,
    Instant lastModified,
    ContentHeaders headers,
    Map<String, String> metadata,
    long storedSize,
    String storedEtag,
    Form form,
    Optional<Sha256> sha256,
    Optional<Sha256> reference,
    Optional<String> note,
    Optional<String> checksum,
    Optional<String> storageClass,
    Optional<String> versionId,
    StoreHeaders storeHeaders) {
  /** How an object is stored. */
  public enum Form {
    /** The stored body is a delta. */
    DELTA,
    /** The stored body is the content. */
    PASSTHROUGH
  }

  /** Checks that nothing is null. */
  public ObjectInfo {
    Objects.requireNonNull(address, "address");
    Objects.requireNonNull(etag, "etag");
    Objects.requireNonNull(lastModified, "lastModified");
    Objects.requireNonNull(headers, "headers");
    metadata = Map.copyOf(metadata);
    Objects.requireNonNull(storedEtag, "storedEtag");
    Objects.requireNonNull(form, "form");
    Objects.requireNonNull(sha256, "sha256");
    Objects.requireNonNull(reference, "reference");
    Objects.requireNonNull(note, "note");
    Objects.requireNonNull(checksum, "checksum");
    Objects.requireNonNull(storageClass, "storageClass");
    Objects.requireNonNull(versionId, "versionId");
    Objects.requireNonNull(storeHeaders, "storeHeaders");
  }
}
