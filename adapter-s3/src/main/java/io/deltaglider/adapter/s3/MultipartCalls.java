package io.deltaglider.adapter.s3;

import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.StorageException.Kind;
import io.deltaglider.port.storage.StoreHeaders;
import io.deltaglider.port.storage.StoredVersion;
import io.deltaglider.port.storage.WriteCondition;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;

/**
 * The beginning and the ends of an upload in parts.
 *
 * @param calls the client
 * @param address the object that is written
 * @param action what the caller does, for messages
 */
record MultipartCalls(S3Calls calls, ObjectAddress address, String action) {
  String create(String contentType, Map<String, String> headers) {
    CreateMultipartUploadRequest request =
        CreateMultipartUploadRequest.builder()
            .bucket(address.bucket())
            .key(address.key())
            .contentType(contentType)
            .overrideConfiguration(calls.override(headers))
            .build();
    return calls
        .onObject(action, address, () -> calls.client().createMultipartUpload(request))
        .uploadId();
  }

  /** Makes the parts one object, if the condition holds now. */
  StoredVersion complete(
      String id, List<CompletedPart> parts, WriteCondition condition, StoreHeaders headers) {
    CompleteMultipartUploadRequest request =
        CompleteMultipartUploadRequest.builder()
            .bucket(address.bucket())
            .key(address.key())
            .uploadId(id)
            .multipartUpload(upload -> upload.parts(parts))
            .ifMatch(S3Writer.ifMatch(condition))
            .ifNoneMatch(S3Writer.ifNoneMatch(condition))
            .overrideConfiguration(calls.override(headers))
            .build();
    try {
      CompleteMultipartUploadResponse answer = calls.client().completeMultipartUpload(request);
      return ObjectHeaders.stored(address, answer.eTag(), answer.sdkHttpResponse());
    } catch (SdkException e) {
      throw S3Writer.refusal(e, action, address, condition);
    }
  }

  /** Lets go of the parts after a failure; that this fails too is told with it. */
  void abort(String id, Throwable failure) {
    AbortMultipartUploadRequest request =
        AbortMultipartUploadRequest.builder()
            .bucket(address.bucket())
            .key(address.key())
            .uploadId(id)
            .overrideConfiguration(calls.override())
            .build();
    try {
      calls.client().abortMultipartUpload(request);
    } catch (SdkException e) {
      failure.addSuppressed(
          S3Exceptions.translate(e, "abort the upload " + id + " of", address, Kind.NO_SUCH_KEY));
    }
  }
}
