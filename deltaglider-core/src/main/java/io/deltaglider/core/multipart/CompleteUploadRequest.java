package io.deltaglider.core.multipart;

import io.deltaglider.core.layout.BucketLayout;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.WriteCondition;
import java.util.List;
import java.util.Objects;

/**
 * Which upload to complete with which parts.
 *
 * @param address the object that is uploaded
 * @param uploadId names the upload
 * @param parts the parts in the order of their numbers; others are dropped
 * @param condition about the content that is at the address; see {@link
 *     io.deltaglider.core.put.PutRequest}
 */
public record CompleteUploadRequest(
    ObjectAddress address, String uploadId, List<PartRef> parts, WriteCondition condition) {
  /**
   * Checks the address.
   *
   * @throws io.deltaglider.core.layout.ReservedKeyException if the key is internal
   */
  public CompleteUploadRequest {
    BucketLayout.checkUserAddress(address);
    Objects.requireNonNull(uploadId, "uploadId");
    Objects.requireNonNull(condition, "condition");
    parts = List.copyOf(parts);
  }

  /** Returns the unconditional request. */
  public static CompleteUploadRequest of(
      ObjectAddress address, String uploadId, List<PartRef> parts) {
    return new CompleteUploadRequest(address, uploadId, parts, WriteCondition.always());
  }

  /** Returns a copy with a condition. */
  public CompleteUploadRequest withCondition(WriteCondition other) {
    return new CompleteUploadRequest(address, uploadId, parts, other);
  }
}
