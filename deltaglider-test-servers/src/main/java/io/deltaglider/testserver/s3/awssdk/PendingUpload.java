package io.deltaglider.testserver.s3.awssdk;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.Part;

/** A multipart upload that is neither completed nor aborted. Not thread-safe. */
final class PendingUpload {
  /** One part's bytes and what listings say of it. */
  @SuppressWarnings("ArrayRecordComponent") // parts are never compared
  record PendingPart(byte[] bytes, Part listed) {}

  final CreateMultipartUploadRequest request;
  final Map<String, String> extras;
  final Map<String, String> tags;
  final NavigableMap<Integer, PendingPart> parts = new TreeMap<>();

  PendingUpload(
      CreateMultipartUploadRequest request, Map<String, String> extras, Map<String, String> tags) {
    this.request = request;
    this.extras = extras;
    this.tags = tags;
  }

  byte[] bytes(int number) {
    PendingPart part = parts.get(number);
    if (part == null) {
      throw StoreErrors.of(400, "InvalidPart", "There is no part " + number);
    }
    return part.bytes();
  }
}
