package io.deltaglider.sdk.s3;

import io.deltaglider.core.format.DamagedFormatException;
import io.deltaglider.core.get.NotModifiedException;
import io.deltaglider.core.integrity.IntegrityException;
import io.deltaglider.core.layout.ReservedKeyException;
import io.deltaglider.core.multipart.MultipartException;
import io.deltaglider.core.reference.ReferenceUnavailableException;
import io.deltaglider.core.spool.ContentLengthException;
import io.deltaglider.port.scratch.ScratchExhaustedException;
import io.deltaglider.port.storage.StorageException;
import java.io.IOException;
import java.io.InterruptedIOException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.BucketAlreadyExistsException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The one place that turns what goes wrong below into what the SDK throws. */
final class Failures {
  private static final int BAD_REQUEST = 400;
  private static final int INTERNAL = 500;
  private static final int UNAVAILABLE = 503;

  private Failures() {}

  /** Returns what to throw instead; what is none of our own errors stays as it is. */
  static RuntimeException translate(RuntimeException e) {
    if (e instanceof SdkException) {
      return e;
    }
    String message = String.valueOf(e.getMessage());
    if (e instanceof StorageException storage) {
      return translate(storage);
    }
    if (e instanceof NotModifiedException) {
      return S3Errors.error(304, "NotModified", message, e);
    }
    if (e instanceof ReservedKeyException) {
      return S3Errors.error(403, "AccessDenied", message, e);
    }
    if (e instanceof ContentLengthException) {
      return S3Errors.error(BAD_REQUEST, "IncompleteBody", message, e);
    }
    if (e instanceof IntegrityException || e instanceof ReferenceUnavailableException) {
      return S3Errors.error(INTERNAL, "InternalError", message, e);
    }
    if (e instanceof DamagedFormatException) {
      return S3Errors.error(409, "InvalidBucketState", message, e);
    }
    if (e instanceof MultipartException multipart) {
      return translate(multipart);
    }
    if (e instanceof IllegalArgumentException) {
      return S3Errors.error(BAD_REQUEST, "InvalidArgument", message, e);
    }
    return e;
  }

  private static S3Exception translate(MultipartException e) {
    String message = String.valueOf(e.getMessage());
    return switch (e.kind()) {
      case NO_SUCH_UPLOAD -> S3Errors.noSuchUpload(message, e);
      case BAD_PART_NUMBER -> S3Errors.error(BAD_REQUEST, "InvalidArgument", message, e);
      case BAD_DIGEST -> S3Errors.error(BAD_REQUEST, "BadDigest", message, e);
      case INVALID_PART -> S3Errors.error(BAD_REQUEST, "InvalidPart", message, e);
      case INVALID_PART_ORDER -> S3Errors.error(BAD_REQUEST, "InvalidPartOrder", message, e);
      case ENTITY_TOO_SMALL -> S3Errors.error(BAD_REQUEST, "EntityTooSmall", message, e);
      case ENTITY_TOO_LARGE -> S3Errors.error(BAD_REQUEST, "EntityTooLarge", message, e);
      case BAD_PART_LIST -> S3Errors.error(BAD_REQUEST, "MalformedXML", message, e);
      case CONFLICT -> S3Errors.error(409, "OperationAborted", message, e);
    };
  }

  /** Returns what to throw for a failure of scratch, or of the content that the caller gives. */
  static RuntimeException translate(IOException e) {
    String message = String.valueOf(e.getMessage());
    if (e instanceof ScratchExhaustedException) {
      return S3Errors.error(UNAVAILABLE, "SlowDown", message, e);
    }
    if (e instanceof InterruptedIOException && Thread.currentThread().isInterrupted()) {
      return AbortedException.create(message, e);
    }
    if (e.getCause() instanceof StorageException storage) {
      return translate(storage);
    }
    return SdkClientException.create(message, e);
  }

  private static SdkException translate(StorageException e) {
    String message = String.valueOf(e.getMessage());
    return switch (e.kind()) {
      case NO_SUCH_BUCKET -> S3Errors.noSuchBucket(message, e);
      case NO_SUCH_KEY -> S3Errors.noSuchKey(message, e);
      case BUCKET_ALREADY_EXISTS ->
          e.getCause() instanceof BucketAlreadyExistsException others
              ? others
              : S3Errors.bucketIsYours(message, e);
      case BUCKET_NOT_EMPTY -> S3Errors.error(409, "BucketNotEmpty", message, e);
      case PRECONDITION_FAILED -> S3Errors.error(412, "PreconditionFailed", message, e);
      case INVALID_RANGE -> S3Errors.error(416, "InvalidRange", message, e);
      case ACCESS_DENIED -> asTheStoreSays(e, 403, "AccessDenied");
      case NOT_SUPPORTED -> S3Errors.error(501, "NotImplemented", message, e);
      case REJECTED -> asTheStoreSays(e, BAD_REQUEST, "InvalidArgument");
      case DAMAGED -> S3Errors.error(INTERNAL, "InternalError", message, e);
      case NO_SPACE -> S3Errors.error(507, "InsufficientStorage", message, e);
      case THROTTLED -> asTheStoreSays(e, UNAVAILABLE, "SlowDown");
      case UNAVAILABLE ->
          e.getCause() instanceof SdkClientException
              ? SdkClientException.create(message, e)
              : asTheStoreSays(e, UNAVAILABLE, "ServiceUnavailable");
    };
  }

  /** Returns the code and status of a real S3 below, where there is one. */
  private static S3Exception asTheStoreSays(StorageException e, int status, String code) {
    String message = String.valueOf(e.getMessage());
    if (e.getCause() instanceof S3Exception cause) {
      AwsErrorDetails details = cause.awsErrorDetails();
      if (details != null && details.errorCode() != null) {
        return S3Errors.error(cause.statusCode(), details.errorCode(), message, e);
      }
    }
    return S3Errors.error(status, code, message, e);
  }
}
