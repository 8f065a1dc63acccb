package io.deltaglider.core.copy;

import io.deltaglider.core.get.GetRequest;
import io.deltaglider.core.layout.BucketLayout;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.ObjectAttributes;
import io.deltaglider.port.storage.WriteCondition;
import java.util.Objects;
import java.util.Optional;

/**
 * What to copy where.
 *
 * @param source which object, which version of it and what must hold; without a range
 * @param target where to
 * @param replacement what the copy gets instead of the source's headers, metadata, tags and storage
 *     class; absent to keep the source's
 * @param condition about the object at the target
 */
public record CopyObjectRequest(
    GetRequest source,
    ObjectAddress target,
    Optional<ObjectAttributes> replacement,
    WriteCondition condition) {
  /**
   * Checks the addresses.
   *
   * @throws io.deltaglider.core.layout.ReservedKeyException if a key is internal
   * @throws IllegalArgumentException if the source has a range
   */
  public CopyObjectRequest {
    BucketLayout.checkUserAddress(target);
    Objects.requireNonNull(replacement, "replacement");
    Objects.requireNonNull(condition, "condition");
    if (source.range().isPresent()) {
      throw new IllegalArgumentException("copy of a range of " + source.address());
    }
  }

  /** Returns the unconditional request to copy an object with all it carries. */
  public static CopyObjectRequest of(ObjectAddress source, ObjectAddress target) {
    return new CopyObjectRequest(
        GetRequest.of(source), target, Optional.empty(), WriteCondition.always());
  }

  /** Returns a copy that gives the target these headers and this metadata. */
  public CopyObjectRequest withReplacement(ObjectAttributes attributes) {
    return new CopyObjectRequest(source, target, Optional.of(attributes), condition);
  }

  /** Returns a copy that requires an ETag of the source. */
  public CopyObjectRequest withSourceIfMatch(String etag) {
    return new CopyObjectRequest(source.withIfMatch(etag), target, replacement, condition);
  }

  /** Returns a copy with a condition on the target. */
  public CopyObjectRequest withCondition(WriteCondition other) {
    return new CopyObjectRequest(source, target, replacement, other);
  }
}
