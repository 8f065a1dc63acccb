package io.deltaglider.port.storage;

import java.util.Objects;
import java.util.Optional;

/**
 * A copy within one store.
 *
 * @param source what to copy
 * @param sourceEtag the ETag that the source must have; needs {@link Capability#CONDITIONAL_COPY}
 *     unless absent
 * @param sourceVersionId needs {@link Capability#VERSIONS} unless absent
 * @param target where to; may be the source, then replacement must be present
 * @param replacement what the copy carries instead of all of the source's headers, metadata, tags
 *     and storage class; absent to keep them
 * @param condition what must hold at the target; needs {@link Capability#CONDITIONAL_COPY} unless
 *     it always holds
 * @param storeHeaders what the store must know to read the source and write the target; needs
 *     {@link Capability#STORE_HEADERS} unless empty
 */
public record CopyRequest(
    ObjectAddress source,
    Optional<String> sourceEtag,
    Optional<String> sourceVersionId,
    ObjectAddress target,
    Optional<ObjectAttributes> replacement,
    WriteCondition condition,
    StoreHeaders storeHeaders) {
  /** Checks that a copy onto itself replaces something. */
  public CopyRequest {
    Objects.requireNonNull(sourceEtag, "sourceEtag");
    Objects.requireNonNull(sourceVersionId, "sourceVersionId");
    Objects.requireNonNull(condition, "condition");
    Objects.requireNonNull(storeHeaders, "storeHeaders");
    if (source.equals(target) && replacement.isEmpty()) {
      throw new IllegalArgumentException("copy of " + source + " onto itself changes nothing");
    }
  }

  /** Returns the request to copy the current source as it is. */
  public static CopyRequest of(ObjectAddress source, ObjectAddress target) {
    return new CopyRequest(
        source,
        Optional.empty(),
        Optional.empty(),
        target,
        Optional.empty(),
        WriteCondition.always(),
        StoreHeaders.NONE);
  }

  /** Returns a copy that fails unless the source has this ETag. */
  public CopyRequest withSourceEtag(String etag) {
    return new CopyRequest(
        source, Optional.of(etag), sourceVersionId, target, replacement, condition, storeHeaders);
  }

  /** Returns a copy that gives the target these attributes. */
  public CopyRequest withReplacement(ObjectAttributes attributes) {
    return new CopyRequest(
        source,
        sourceEtag,
        sourceVersionId,
        target,
        Optional.of(attributes),
        condition,
        storeHeaders);
  }

  /** Returns a copy with a condition on the target. */
  public CopyRequest withCondition(WriteCondition other) {
    return new CopyRequest(
        source, sourceEtag, sourceVersionId, target, replacement, other, storeHeaders);
  }

  /** Returns a copy of the source's version {@code id}. */
  public CopyRequest withSourceVersionId(String id) {
    return new CopyRequest(
        source, sourceEtag, Optional.of(id), target, replacement, condition, storeHeaders);
  }

  /** Returns a copy that sends these headers to the store. */
  public CopyRequest withStoreHeaders(StoreHeaders headers) {
    return new CopyRequest(
        source, sourceEtag, sourceVersionId, target, replacement, condition, headers);
  }
}
