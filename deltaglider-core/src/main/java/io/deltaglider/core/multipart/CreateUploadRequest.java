package io.deltaglider.core.multipart;

import io.deltaglider.core.layout.BucketLayout;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.ObjectAttributes;
import java.util.Objects;

/**
 * What will be uploaded where, beside the bytes.
 *
 * @param address where to
 * @param attributes the user's headers, metadata, tags and storage class
 * @param delta whether the object may become a delta
 */
public record CreateUploadRequest(
    ObjectAddress address, ObjectAttributes attributes, boolean delta) {
  /**
   * Checks the address.
   *
   * @throws io.deltaglider.core.layout.ReservedKeyException if the key is internal
   */
  public CreateUploadRequest {
    BucketLayout.checkUserAddress(address);
    Objects.requireNonNull(attributes, "attributes");
  }

  /** Returns the request without headers and metadata. */
  public static CreateUploadRequest of(ObjectAddress address) {
    return new CreateUploadRequest(address, ObjectAttributes.NONE, true);
  }

  /** Returns a copy with these headers, metadata, tags and storage class. */
  public CreateUploadRequest withAttributes(ObjectAttributes other) {
    return new CreateUploadRequest(address, other, delta);
  }
}
