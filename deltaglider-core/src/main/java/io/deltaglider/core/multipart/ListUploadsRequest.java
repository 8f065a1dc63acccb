package io.deltaglider.core.multipart;

import io.deltaglider.port.storage.BucketName;
import io.deltaglider.port.storage.ListQuery;
import java.util.Objects;
import java.util.Optional;

/**
 * Which uploads that are not completed to list.
 *
 * @param bucket the bucket
 * @param prefix what their keys begin with; empty for all
 * @param delimiter if present and not empty, keys that have it behind the prefix are rolled up into
 *     common prefixes
 * @param keyMarker if present, only what comes behind this key or common prefix is listed, and with
 *     {@code uploadIdMarker} the key's own uploads that come behind that one
 * @param uploadIdMarker of no effect without {@code keyMarker}
 * @param maxUploads at most so many uploads and common prefixes together; from 0 to 1,000
 */
public record ListUploadsRequest(
    String bucket,
    String prefix,
    Optional<String> delimiter,
    Optional<String> keyMarker,
    Optional<String> uploadIdMarker,
    int maxUploads) {
  /** Checks the bucket's name and the number of uploads. */
  public ListUploadsRequest {
    BucketName.check(bucket);
    Objects.requireNonNull(prefix, "prefix");
    delimiter = delimiter.filter(text -> !text.isEmpty());
    keyMarker = keyMarker.filter(text -> !text.isEmpty());
    uploadIdMarker = uploadIdMarker.filter(text -> !text.isEmpty());
    if (maxUploads < 0 || maxUploads > ListQuery.MAX_PAGE_SIZE) {
      throw new IllegalArgumentException(
          "max uploads " + maxUploads + " is not from 0 to " + ListQuery.MAX_PAGE_SIZE);
    }
  }

  /** Returns the request for the first page of all uploads whose keys begin so. */
  public static ListUploadsRequest of(String bucket, String prefix) {
    return new ListUploadsRequest(
        bucket,
        prefix,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        ListQuery.MAX_PAGE_SIZE);
  }

  /** Returns a copy with a delimiter. */
  public ListUploadsRequest withDelimiter(String text) {
    return new ListUploadsRequest(
        bucket, prefix, Optional.of(text), keyMarker, uploadIdMarker, maxUploads);
  }

  /** Returns a copy that goes on where a page ended. */
  public ListUploadsRequest withMarker(UploadMarker marker) {
    return new ListUploadsRequest(
        bucket, prefix, delimiter, Optional.of(marker.key()), marker.uploadId(), maxUploads);
  }

  /** Returns a copy with another number of uploads. */
  public ListUploadsRequest withMaxUploads(int count) {
    return new ListUploadsRequest(bucket, prefix, delimiter, keyMarker, uploadIdMarker, count);
  }
}
