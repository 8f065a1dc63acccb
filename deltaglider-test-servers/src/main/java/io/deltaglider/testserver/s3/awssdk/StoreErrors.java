package io.deltaglider.testserver.s3.awssdk;

import java.util.Optional;
import org.gaul.s3proxy.blobstore.S3Exceptions;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The errors of S3 in the form that S3Proxy renders, and the conditions that lead to some. */
final class StoreErrors {
  private StoreErrors() {}

  static S3Exception of(int status, String code, String message) {
    return (S3Exception)
        S3Exception.builder()
            .message(message)
            .statusCode(status)
            .awsErrorDetails(
                AwsErrorDetails.builder().errorCode(code).errorMessage(message).build())
            .build();
  }

  static S3Exception preconditionFailed() {
    return of(
        412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold");
  }

  /** Decides the conditions of a write or delete as S3 does. */
  static void checkWrite(
      String bucket,
      String key,
      Optional<StoredBlob> current,
      @Nullable String ifMatch,
      @Nullable String ifNoneMatch) {
    if (ifNoneMatch != null && current.isPresent() && matches(ifNoneMatch, current.get().etag())) {
      throw preconditionFailed();
    }
    if (ifMatch != null) {
      StoredBlob blob =
          current.orElseThrow(() -> S3Exceptions.noSuchKey(bucket, key, "If-Match without object"));
      if (!matches(ifMatch, blob.etag())) {
        throw preconditionFailed();
      }
    }
  }

  /** Decides the conditions of a read, or of the source of a copy. */
  static void checkRead(
      StoredBlob blob, @Nullable String ifMatch, @Nullable String ifNoneMatch, int otherwise) {
    if (ifMatch != null && !matches(ifMatch, blob.etag())) {
      throw preconditionFailed();
    }
    if (ifNoneMatch != null && matches(ifNoneMatch, blob.etag())) {
      throw S3Exceptions.fromStatusCode(otherwise);
    }
  }

  private static boolean matches(String wanted, String etag) {
    return wanted.equals("*") || unquoted(wanted).equals(unquoted(etag));
  }

  static String unquoted(String etag) {
    return etag.startsWith("\"") ? etag.substring(1, etag.length() - 1) : etag;
  }
}
