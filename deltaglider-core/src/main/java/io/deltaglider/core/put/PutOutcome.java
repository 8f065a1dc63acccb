package io.deltaglider.core.put;

import io.deltaglider.core.model.Sha256;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.StoreHeaders;
import java.util.Objects;
import java.util.Optional;

/**
 * How an object was stored.
 *
 * @param address where
 * @param form as what
 * @param size size of the content in bytes
 * @param storedSize how many bytes this put added to the store: the object's body, and the
 *     reference's if it is new
 * @param sha256 SHA-256 of the content
 * @param etag the object's ETag, as reading it answers; without quotes
 * @param reference the reference that the object needs, if it is a delta
 * @param reason why an object that may be a delta is passthrough
 * @param versionId the store's version id, if it keeps versions
 * @param storeHeaders what else the store says
 */
public record PutOutcome(
    ObjectAddress address,
    Form form,
    long size,
    long storedSize,
    Sha256 sha256,
    String etag,
    Optional<Sha256> reference,
    Optional<String> reason,
    Optional<String> versionId,
    StoreHeaders storeHeaders) {
  /** The forms an object can be stored in. */
  public enum Form {
    /** As a delta of a reference that was made of its own content. */
    REFERENCE,
    /** As a delta of a reference that was there. */
    DELTA,
    /** As it came. */
    PASSTHROUGH
  }

  /** Checks that nothing is null. */
  public PutOutcome {
    Objects.requireNonNull(address, "address");
    Objects.requireNonNull(form, "form");
    Objects.requireNonNull(sha256, "sha256");
    Objects.requireNonNull(etag, "etag");
    Objects.requireNonNull(reference, "reference");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(versionId, "versionId");
    Objects.requireNonNull(storeHeaders, "storeHeaders");
  }
}
