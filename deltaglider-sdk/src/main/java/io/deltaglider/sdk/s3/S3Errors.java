package io.deltaglider.sdk.s3;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.InvalidRequestException;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Makes the exceptions that the SDK makes of S3's errors. */
final class S3Errors {
  private static final int NOT_FOUND = 404;

  private S3Errors() {}

  /**
   * Returns an error of no class of its own.
   *
   * @param code S3's name of it
   */
  static S3Exception error(int status, String code, String message, Throwable cause) {
    S3Exception.Builder builder = S3Exception.builder();
    fill(builder, status, code, message, SdkHttpResponse.builder()).cause(cause);
    return (S3Exception) builder.build();
  }

  static S3Exception error(int status, String code, String message) {
    S3Exception.Builder builder = S3Exception.builder();
    fill(builder, status, code, message, SdkHttpResponse.builder());
    return (S3Exception) builder.build();
  }

  static S3Exception notImplemented(String message) {
    return error(501, "NotImplemented", message);
  }

  static S3Exception invalidArgument(String message) {
    return error(400, "InvalidArgument", message);
  }

  static S3Exception invalidRequest(String message) {
    InvalidRequestException.Builder builder = InvalidRequestException.builder();
    fill(builder, 400, "InvalidRequest", message, SdkHttpResponse.builder());
    return builder.build();
  }

  static S3Exception malformed(String message) {
    return error(400, "MalformedXML", message);
  }

  static S3Exception preconditionFailed(String message) {
    return error(412, "PreconditionFailed", message);
  }

  static S3Exception accessDenied(String message) {
    return error(403, "AccessDenied", message);
  }

  static S3Exception badDigest(String field) {
    return error(400, "BadDigest", "The " + field + " you specified did not match the content");
  }

  /** The object has no byte of the range; the answer says how long it is. */
  static S3Exception invalidRange(String message, long size) {
    S3Exception.Builder builder = S3Exception.builder();
    SdkHttpResponse.Builder http =
        SdkHttpResponse.builder().putHeader("Content-Range", "bytes */" + size);
    fill(builder, 416, "InvalidRange", message, http);
    return (S3Exception) builder.build();
  }

  static S3Exception noSuchKey(String message, Throwable cause) {
    NoSuchKeyException.Builder builder = NoSuchKeyException.builder();
    fill(builder, NOT_FOUND, "NoSuchKey", message, SdkHttpResponse.builder()).cause(cause);
    return builder.build();
  }

  static S3Exception noSuchBucket(String message, Throwable cause) {
    NoSuchBucketException.Builder builder = NoSuchBucketException.builder();
    fill(builder, NOT_FOUND, "NoSuchBucket", message, SdkHttpResponse.builder()).cause(cause);
    return builder.build();
  }

  static S3Exception noSuchUpload(String message, Throwable cause) {
    NoSuchUploadException.Builder builder = NoSuchUploadException.builder();
    fill(builder, NOT_FOUND, "NoSuchUpload", message, SdkHttpResponse.builder()).cause(cause);
    return builder.build();
  }

  static S3Exception bucketIsYours(String message, Throwable cause) {
    BucketAlreadyOwnedByYouException.Builder builder = BucketAlreadyOwnedByYouException.builder();
    fill(builder, 409, "BucketAlreadyOwnedByYou", message, SdkHttpResponse.builder()).cause(cause);
    return builder.build();
  }

  private static S3Exception.Builder fill(
      S3Exception.Builder builder,
      int status,
      String code,
      String message,
      SdkHttpResponse.Builder http) {
    AwsErrorDetails details =
        AwsErrorDetails.builder()
            .serviceName(S3Client.SERVICE_NAME)
            .errorCode(code)
            .errorMessage(message)
            .sdkHttpResponse(http.statusCode(status).build())
            .build();
    builder.statusCode(status);
    builder.message(message);
    builder.awsErrorDetails(details);
    return builder;
  }
}
