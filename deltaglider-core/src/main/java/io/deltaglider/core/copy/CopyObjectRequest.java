package io.deltaglider.core.copy;

import io.deltaglider.core.layout.BucketLayout;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.ObjectAttributes;
import io.deltaglider.port.storage.WriteCondition;
import java.util.Objects;
import java.util.Optional;

/**
 * What to copy where.
 *
 * @param source which object
 * @param sourceIfMatch the ETag it must have, the content's or that of the stored form
 * @param target where to
 * @param replacement the user's headers and metadata that the copy gets; absent to keep the
 *     source's
 * @param condition about the object at the target
 */
public record CopyObjectRequest(
    ObjectAddress source,
    Optional<String> sourceIfMatch,
    ObjectAddress target,
    Optional<ObjectAttributes> replacement,
    WriteCondition condition) {
  /**
   * Checks the addresses.
   *
   * @throws io.deltaglider.core.layout.ReservedKeyException if a key is internal
   */
  public CopyObjectRequest {
    BucketLayout.checkUserAddress(source);
    BucketLayout.checkUserAddress(target);
    Objects.requireNonNull(sourceIfMatch, "sourceIfMatch");
    Objects.requireNonNull(condition, "condition");
  }

  /** Returns the unconditional request to copy an object with all it carries. */
  public static CopyObjectRequest of(ObjectAddress source, ObjectAddress target) {
    return new CopyObjectRequest(
        source, Optional.empty(), target, Optional.empty(), WriteCondition.always());
  }

  /** Returns a copy that gives the target these headers and this metadata. */
  public CopyObjectRequest withReplacement(ObjectAttributes attributes) {
    return new CopyObjectRequest(source, sourceIfMatch, target, Optional.of(attributes), condition);
  }

  /** Returns a copy that requires an ETag of the source. */
  public CopyObjectRequest withSourceIfMatch(String etag) {
    return new CopyObjectRequest(source, Optional.of(etag), target, replacement, condition);
  }

  /** Returns a copy with a condition on the target. */
  public CopyObjectRequest withCondition(WriteCondition other) {
    return new CopyObjectRequest(source, sourceIfMatch, target, replacement, other);
  }
}
