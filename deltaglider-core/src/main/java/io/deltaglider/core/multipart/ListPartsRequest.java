package io.deltaglider.core.multipart;

import io.deltaglider.core.layout.BucketLayout;
import io.deltaglider.port.storage.ListQuery;
import io.deltaglider.port.storage.ObjectAddress;
import java.util.Objects;

/**
 * Which parts of an upload to list.
 *
 * @param address the object that is uploaded
 * @param uploadId names the upload
 * @param afterNumber only parts with greater numbers are listed; 0 for all
 * @param maxParts at most so many; from 0 to 1,000
 */
public record ListPartsRequest(
    ObjectAddress address, String uploadId, int afterNumber, int maxParts) {
  /**
   * Checks address and numbers.
   *
   * @throws io.deltaglider.core.layout.ReservedKeyException if the key is internal
   */
  public ListPartsRequest {
    BucketLayout.checkUserAddress(address);
    Objects.requireNonNull(uploadId, "uploadId");
    if (afterNumber < 0) {
      throw new IllegalArgumentException("negative part number " + afterNumber);
    }
    if (maxParts < 0 || maxParts > ListQuery.MAX_PAGE_SIZE) {
      throw new IllegalArgumentException(
          "max parts " + maxParts + " is not from 0 to " + ListQuery.MAX_PAGE_SIZE);
    }
  }

  /** Returns the request for the first page. */
  public static ListPartsRequest of(ObjectAddress address, String uploadId) {
    return new ListPartsRequest(address, uploadId, 0, ListQuery.MAX_PAGE_SIZE);
  }

  /** Returns a copy that begins behind this part. */
  public ListPartsRequest withAfterNumber(int number) {
    return new ListPartsRequest(address, uploadId, number, maxParts);
  }

  /** Returns a copy with another number of parts. */
  public ListPartsRequest withMaxParts(int count) {
    return new ListPartsRequest(address, uploadId, afterNumber, count);
  }
}
