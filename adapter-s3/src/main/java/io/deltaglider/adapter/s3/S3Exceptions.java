package io.deltaglider.adapter.s3;

import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/** The one place that knows what the errors of S3 and of its SDK mean. */
final class S3Exceptions {
  private static final Map<String, Kind> KINDS =
      Map.ofEntries(
          Map.entry("NoSuchBucket", Kind.NO_SUCH_BUCKET),
          Map.entry("NoSuchKey", Kind.NO_SUCH_KEY),
          Map.entry("NoSuchVersion", Kind.NO_SUCH_KEY),
          Map.entry("BucketAlreadyExists", Kind.BUCKET_ALREADY_EXISTS),
          Map.entry("BucketAlreadyOwnedByYou", Kind.BUCKET_ALREADY_EXISTS),
          Map.entry("BucketNotEmpty", Kind.BUCKET_NOT_EMPTY),
          Map.entry("PreconditionFailed", Kind.PRECONDITION_FAILED),
          Map.entry("ConditionalRequestConflict", Kind.PRECONDITION_FAILED),
          Map.entry("InvalidRange", Kind.INVALID_RANGE),
          Map.entry("NotImplemented", Kind.NOT_SUPPORTED),
          Map.entry("MethodNotAllowed", Kind.NOT_SUPPORTED),
          Map.entry("InvalidObjectState", Kind.REJECTED),
          Map.entry("QuotaExceeded", Kind.NO_SPACE),
          Map.entry("XMinioStorageFull", Kind.NO_SPACE),
          // An upload in parts that somebody else ended; the whole put can be repeated.
          Map.entry("NoSuchUpload", Kind.UNAVAILABLE),
          Map.entry("OperationAborted", Kind.UNAVAILABLE));

  private static final Set<String> DENIED =
      Set.of(
          "AccessDenied",
          "ExpiredToken",
          "InvalidAccessKeyId",
          "InvalidToken",
          "SignatureDoesNotMatch",
          "TokenRefreshRequired");

  private static final Set<String> THROTTLED =
      Set.of(
          "BandwidthLimitExceeded",
          "RequestLimitExceeded",
          "RequestThrottled",
          "SlowDown",
          "Throttling",
          "ThrottlingException",
          "TooManyRequests",
          "TooManyRequestsException");

  /** Answered with 400, but the same request may succeed later. */
  private static final Set<String> TRANSIENT =
      Set.of(
          "BadDigest",
          "IncompleteBody",
          "InternalError",
          "RequestTimeout",
          "RequestTimeoutException",
          "ServiceUnavailable",
          "XAmzContentSHA256Mismatch");

  /** How the SDK begins a list of all providers that had none, and why each of them. */
  private static final String NO_CREDENTIALS = "Unable to load credentials from any";

  private static final String NO_CREDENTIALS_TEXT =
      "no credentials in the environment, a profile or the machine's role: set AWS_ACCESS_KEY_ID and"
          + " AWS_SECRET_ACCESS_KEY, or name a profile";

  private S3Exceptions() {}

  /**
   * Translates an error of the SDK.
   *
   * @param action what was tried
   * @param address with what
   * @param missing what 404 means if it comes without a code
   */
  static StorageException translate(SdkException e, String action, Object address, Kind missing) {
    if (e instanceof AbortedException) {
      Thread.currentThread().interrupt();
    }
    return new StorageException(kind(e, missing), action + " " + address + ": " + describe(e), e);
  }

  /** Returns the failure as one of another kind. */
  static StorageException as(Kind kind, StorageException e) {
    return new StorageException(kind, String.valueOf(e.getMessage()), e);
  }

  /** Returns the kind of an error that one of many objects of a request met. */
  static Kind ofCode(String code) {
    return kind(code, 0, Kind.NO_SUCH_KEY);
  }

  private static Kind kind(SdkException e, Kind missing) {
    if (e instanceof SdkServiceException service) {
      return kind(code(e), service.statusCode(), missing);
    }
    return isOutage(e) ? Kind.UNAVAILABLE : clientKind(e);
  }

  private static boolean isOutage(SdkException e) {
    if (e instanceof AbortedException
        || e instanceof ApiCallTimeoutException
        || e instanceof ApiCallAttemptTimeoutException) {
      return true;
    }
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException) {
        return true;
      }
    }
    return false;
  }

  /**
   * The SDK has no types of its own for missing credentials and for answers that it cannot read.
   */
  private static Kind clientKind(SdkException e) {
    String text = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    if (text.contains("credentials")) {
      return Kind.ACCESS_DENIED;
    }
    return text.contains("parse") || text.contains("unmarshall") ? Kind.UNAVAILABLE : Kind.REJECTED;
  }

  static String code(SdkException e) {
    return e instanceof AwsServiceException aws
        ? Optional.ofNullable(aws.awsErrorDetails()).map(AwsErrorDetails::errorCode).orElse("")
        : "";
  }

  private static Kind kind(String code, int status, Kind missing) {
    if (KINDS.containsKey(code)) {
      return KINDS.getOrDefault(code, Kind.REJECTED);
    }
    if (DENIED.contains(code)) {
      return Kind.ACCESS_DENIED;
    }
    if (THROTTLED.contains(code)) {
      return Kind.THROTTLED;
    }
    return TRANSIENT.contains(code) ? Kind.UNAVAILABLE : ofStatus(status, missing);
  }

  private static Kind ofStatus(int status, Kind missing) {
    return switch (status) {
      case 401, 403 -> Kind.ACCESS_DENIED;
      case 404 -> missing;
      case 405, 501 -> Kind.NOT_SUPPORTED;
      case 408 -> Kind.UNAVAILABLE;
      case 409, 412 -> Kind.PRECONDITION_FAILED;
      case 416 -> Kind.INVALID_RANGE;
      case 429 -> Kind.THROTTLED;
      case 507 -> Kind.NO_SPACE;
      default -> status >= 500 ? Kind.UNAVAILABLE : Kind.REJECTED;
    };
  }

  private static String describe(SdkException e) {
    if (!(e instanceof AwsServiceException aws)) {
      String text = String.valueOf(e.getMessage());
      return text.startsWith(NO_CREDENTIALS) ? NO_CREDENTIALS_TEXT : text;
    }
    String message =
        Optional.ofNullable(aws.awsErrorDetails())
            .map(AwsErrorDetails::errorMessage)
            .filter(text -> !text.isEmpty())
            .orElse("the store gives no reason");
    String code = code(e);
    return message
        + " ("
        + (code.isEmpty() ? "" : code + ", ")
        + "status "
        + aws.statusCode()
        + ")";
  }
}
