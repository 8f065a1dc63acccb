package io.deltaglider.adapter.s3;

import io.deltaglider.port.storage.Capability;
import io.deltaglider.port.storage.ContentSource;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.ObjectAttributes;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import io.deltaglider.port.storage.StoreHeaders;
import io.deltaglider.port.storage.StoredVersion;
import io.deltaglider.port.storage.WriteCondition;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/** Writes objects, whole or in parts. Thread-safe. */
final class S3Writer {
  /** As S3 counts it: all names and values, in bytes of UTF-8. */
  static final int MAX_METADATA_BYTES = 2048;

  private final S3Calls calls;
  private final S3Capabilities capabilities;
  private final S3StorageOptions options;
  private final ExecutorService executor;

  S3Writer(
      S3Calls calls,
      S3Capabilities capabilities,
      S3StorageOptions options,
      ExecutorService executor) {
    this.calls = calls;
    this.capabilities = capabilities;
    this.options = options;
    this.executor = executor;
  }

  StoredVersion put(
      ObjectAddress address,
      ContentSource content,
      ObjectAttributes attributes,
      WriteCondition condition) {
    checkAttributes("put", address, attributes);
    if (condition.kind() != WriteCondition.Kind.ALWAYS) {
      capabilities.require(Capability.CONDITIONAL_PUT, address.bucket(), "put", address);
    }
    return content.size() > options.multipartThreshold()
        ? putInParts(address, content, attributes, condition)
        : putWhole(address, content, attributes, condition);
  }

  /** Refuses what S3, or this store, would not keep. */
  void checkAttributes(String action, ObjectAddress address, ObjectAttributes attributes) {
    int bytes = attributes.metadataBytes();
    if (bytes > MAX_METADATA_BYTES) {
      throw new StorageException(
          Kind.REJECTED,
          action
              + " "
              + address
              + ": "
              + bytes
              + " bytes of metadata are more than "
              + MAX_METADATA_BYTES);
    }
    if (attributes.headers().contentLanguage().isPresent()) {
      capabilities.require(Capability.CONTENT_LANGUAGE, address.bucket(), action, address);
    }
    if (!attributes.tags().isEmpty()) {
      capabilities.require(Capability.TAGS, address.bucket(), action, address);
    }
    if (attributes.storageClass().isPresent()) {
      capabilities.require(Capability.STORAGE_CLASS, address.bucket(), action, address);
    }
    if (!attributes.storeHeaders().isEmpty()) {
      capabilities.require(Capability.STORE_HEADERS, address.bucket(), action, address);
    }
  }

  private StoredVersion putWhole(
      ObjectAddress address,
      ContentSource content,
      ObjectAttributes attributes,
      WriteCondition condition) {
    String type = ObjectHeaders.type(attributes);
    PutObjectRequest request =
        PutObjectRequest.builder()
            .bucket(address.bucket())
            .key(address.key())
            .contentType(type)
            .contentLength(content.size())
            .ifMatch(ifMatch(condition))
            .ifNoneMatch(ifNoneMatch(condition))
            .overrideConfiguration(calls.override(ObjectHeaders.ofWrite(attributes)))
            .build();
    try (MeasuredContent bytes = new MeasuredContent(address, content, 0, content.size())) {
      PutObjectResponse answer =
          sending(
              address, condition, bytes, () -> calls.client().putObject(request, bytes.body(type)));
      return ObjectHeaders.stored(address, answer.eTag(), answer.sdkHttpResponse());
    }
  }

  private static <T> T sending(
      ObjectAddress address, WriteCondition condition, MeasuredContent bytes, Supplier<T> call) {
    try {
      return call.get();
    } catch (SdkException e) {
      throw bytes.cause(refusal(e, "put", address, condition));
    } catch (RuntimeException e) {
      throw bytes.cause(e);
    }
  }

  /**
   * Translates the failure of a conditional write. A condition about an object that is not there is
   * answered with 404. After a lost answer the SDK's own repetition may have met what its first try
   * wrote; then nobody knows who won.
   */
  static StorageException refusal(
      SdkException e, String action, Object address, WriteCondition condition) {
    StorageException translated = S3Exceptions.translate(e, action, address, Kind.NO_SUCH_KEY);
    if (condition.kind() == WriteCondition.Kind.ALWAYS) {
      return translated;
    }
    boolean refused =
        translated.kind() == Kind.PRECONDITION_FAILED || translated.kind() == Kind.NO_SUCH_KEY;
    if (!refused) {
      return translated;
    }
    if (e.numAttempts() != null && e.numAttempts() > 1) {
      return new StorageException(
          Kind.UNAVAILABLE,
          translated.getMessage() + "; an earlier attempt got no answer and may have been the one",
          e);
    }
    return S3Exceptions.as(Kind.PRECONDITION_FAILED, translated);
  }

  private StoredVersion putInParts(
      ObjectAddress address,
      ContentSource content,
      ObjectAttributes attributes,
      WriteCondition condition) {
    StoreHeaders ofParts = PartHeaders.ofUpload(attributes.storeHeaders());
    MultipartCalls upload = new MultipartCalls(calls, address, "put");
    String id = upload.create(ObjectHeaders.type(attributes), ObjectHeaders.ofWrite(attributes));
    try {
      PartedUpload parts =
          new PartedUpload(
              address,
              content.size(),
              options.partSize(),
              (number, from, to) ->
                  sendPart(id, number, new MeasuredContent(address, content, from, to), ofParts));
      return upload.complete(id, parts.run(executor, options.parallelism()), condition, ofParts);
    } catch (RuntimeException | Error e) {
      upload.abort(id, e);
      throw e;
    }
  }

  private CompletedPart sendPart(
      String id, int number, MeasuredContent content, StoreHeaders headers) {
    try (content) {
      ObjectAddress address = content.address();
      UploadPartRequest request =
          UploadPartRequest.builder()
              .bucket(address.bucket())
              .key(address.key())
              .uploadId(id)
              .partNumber(number)
              .contentLength(content.length())
              .overrideConfiguration(calls.override(headers))
              .build();
      String etag =
          sending(
                  address,
                  WriteCondition.always(),
                  content,
                  () -> calls.client().uploadPart(request, content.body(ObjectHeaders.NO_TYPE)))
              .eTag();
      return CompletedPart.builder().partNumber(number).eTag(etag).build();
    }
  }

  static @Nullable String ifMatch(WriteCondition condition) {
    return condition.etag().map(ObjectHeaders::quoted).orElse(null);
  }

  static @Nullable String ifNoneMatch(WriteCondition condition) {
    return condition.kind() == WriteCondition.Kind.IF_ABSENT ? "*" : null;
  }
}
