package io.deltaglider.core.put;

import io.deltaglider.core.layout.BucketLayout;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.ObjectAttributes;
import io.deltaglider.port.storage.WriteCondition;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * What to store where, beside the bytes.
 *
 * @param address where to
 * @param attributes the user's headers, metadata, tags and storage class
 * @param condition about the content: an ETag in it may be the content's or that of the present
 *     stored form
 * @param declaredSize how many bytes there must be, if the caller knows
 * @param delta whether the object may become a delta
 * @param contentEtag what a delta answers as its content's ETag, without quotes; absent for the MD5
 * @param checksum what to remember as the caller's own checksum of the content ({@code dg-checksum}
 *     in docs/FORMAT.md); asked once the content was read to its end
 */
public record PutRequest(
    ObjectAddress address,
    ObjectAttributes attributes,
    WriteCondition condition,
    OptionalLong declaredSize,
    boolean delta,
    Optional<String> contentEtag,
    Supplier<Optional<String>> checksum) {
  /**
   * Checks the address and the size.
   *
   * @throws io.deltaglider.core.layout.ReservedKeyException if the key is internal
   */
  public PutRequest {
    BucketLayout.checkUserAddress(address);
    Objects.requireNonNull(attributes, "attributes");
    Objects.requireNonNull(condition, "condition");
    Objects.requireNonNull(contentEtag, "contentEtag");
    Objects.requireNonNull(checksum, "checksum");
    if (declaredSize.isPresent() && declaredSize.getAsLong() < 0) {
      throw new IllegalArgumentException("negative size " + declaredSize.getAsLong());
    }
  }

  /** Returns the unconditional request without headers and metadata. */
  public static PutRequest of(ObjectAddress address) {
    return new PutRequest(
        address,
        ObjectAttributes.NONE,
        WriteCondition.always(),
        OptionalLong.empty(),
        true,
        Optional.empty(),
        Optional::empty);
  }

  /** Returns a copy with these headers, metadata, tags and storage class. */
  public PutRequest withAttributes(ObjectAttributes other) {
    return new PutRequest(address, other, condition, declaredSize, delta, contentEtag, checksum);
  }

  /** Returns a copy with a condition. */
  public PutRequest withCondition(WriteCondition other) {
    return new PutRequest(address, attributes, other, declaredSize, delta, contentEtag, checksum);
  }

  /** Returns a copy that requires exactly this many bytes. */
  public PutRequest withDeclaredSize(long size) {
    return new PutRequest(
        address, attributes, condition, OptionalLong.of(size), delta, contentEtag, checksum);
  }

  /** Returns a copy that stores the content as passthrough. */
  public PutRequest withoutDelta() {
    return new PutRequest(
        address, attributes, condition, declaredSize, false, contentEtag, checksum);
  }

  /** Returns a copy whose ETag as a delta is this one, without quotes. */
  public PutRequest withContentEtag(String etag) {
    return new PutRequest(
        address, attributes, condition, declaredSize, delta, Optional.of(etag), checksum);
  }

  /** Returns a copy that remembers what {@code other} says once the content was read. */
  public PutRequest withChecksum(Supplier<Optional<String>> other) {
    return new PutRequest(address, attributes, condition, declaredSize, delta, contentEtag, other);
  }
}
