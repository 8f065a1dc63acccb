package io.deltaglider.testserver.s3.awssdk;

import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * One version of an object, or a delete marker.
 *
 * @param versionId its id, {@link #NO_VERSION} where no versions are kept
 * @param deleteMarker whether it says that the object was deleted
 * @param bytes the body
 * @param head what HEAD answers, the version id included if versions are kept
 * @param extras answered headers that S3Proxy does not know
 * @param tags the object's tags
 */
@SuppressWarnings("ArrayRecordComponent") // bodies are never compared
record StoredBlob(
    String versionId,
    boolean deleteMarker,
    byte[] bytes,
    HeadObjectResponse head,
    Map<String, String> extras,
    Map<String, String> tags) {
  static final String NO_VERSION = "null";

  static StoredBlob marker(String versionId, Instant now) {
    HeadObjectResponse head =
        HeadObjectResponse.builder().versionId(versionId).lastModified(now).build();
    return new StoredBlob(versionId, true, new byte[0], head, Map.of(), Map.of());
  }

  String etag() {
    return head.eTag();
  }

  /** Makes the current exchange answer what S3Proxy would leave out. */
  void announce() {
    extras.forEach(Exchange::answer);
    if (!tags.isEmpty()) {
      Exchange.answer("x-amz-tagging-count", Integer.toString(tags.size()));
    }
  }

  ResponseInputStream<GetObjectResponse> read(Optional<String> range) {
    GetObjectResponse.Builder answer =
        GetObjectResponse.builder()
            .cacheControl(head.cacheControl())
            .contentDisposition(head.contentDisposition())
            .contentEncoding(head.contentEncoding())
            .contentLanguage(head.contentLanguage())
            .contentLength((long) bytes.length)
            .contentType(head.contentType())
            .eTag(head.eTag())
            .lastModified(head.lastModified())
            .metadata(head.metadata())
            .serverSideEncryption(head.serverSideEncryption())
            .sseCustomerAlgorithm(head.sseCustomerAlgorithm())
            .sseCustomerKeyMD5(head.sseCustomerKeyMD5())
            .ssekmsKeyId(head.ssekmsKeyId())
            .storageClass(head.storageClass())
            .versionId(head.versionId());
    int from = 0;
    int to = bytes.length;
    if (range.isPresent()) {
      RequestedRange part = RequestedRange.parse(range.get(), bytes.length);
      from = part.from();
      to = part.to();
      answer.contentLength((long) to - from);
      answer.contentRange("bytes " + from + "-" + (to - 1) + "/" + bytes.length);
    }
    return new ResponseInputStream<>(
        answer.build(),
        AbortableInputStream.create(new ByteArrayInputStream(bytes, from, to - from)));
  }

  S3Object listed(String key) {
    return S3Object.builder()
        .key(key)
        .eTag(etag())
        .size((long) bytes.length)
        .lastModified(head.lastModified())
        .storageClass(head.storageClassAsString())
        .build();
  }

  ObjectVersion listedVersion(String key, boolean latest) {
    return ObjectVersion.builder()
        .key(key)
        .versionId(versionId)
        .isLatest(latest)
        .eTag(etag())
        .size((long) bytes.length)
        .lastModified(head.lastModified())
        .build();
  }

  DeleteMarkerEntry listedMarker(String key, boolean latest) {
    return DeleteMarkerEntry.builder()
        .key(key)
        .versionId(versionId)
        .isLatest(latest)
        .lastModified(head.lastModified())
        .build();
  }
}
