package io.deltaglider.adapter.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import java.io.IOException;
import java.net.UnknownHostException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What the errors of S3 and of its SDK mean. */
final class S3ExceptionsTest {
  private static StorageException translate(SdkException e) {
    return S3Exceptions.translate(e, "put", "bucket/key", Kind.NO_SUCH_KEY);
  }

  private static SdkException answer(int status, String code) {
    return (SdkException)
        S3Exception.builder()
            .statusCode(status)
            .awsErrorDetails(
                AwsErrorDetails.builder().errorCode(code).errorMessage("because").build())
            .build();
  }

  @ParameterizedTest
  @DisplayName("L-40 every answer is the right kind of error, retryable or not")
  @CsvSource({
    "404, NoSuchBucket, NO_SUCH_BUCKET",
    "404, NoSuchKey, NO_SUCH_KEY",
    "404, NoSuchVersion, NO_SUCH_KEY",
    "404, '', NO_SUCH_KEY",
    "404, NoSuchUpload, UNAVAILABLE",
    "409, BucketAlreadyExists, BUCKET_ALREADY_EXISTS",
    "409, BucketAlreadyOwnedByYou, BUCKET_ALREADY_EXISTS",
    "409, BucketNotEmpty, BUCKET_NOT_EMPTY",
    "409, ConditionalRequestConflict, PRECONDITION_FAILED",
    "409, OperationAborted, UNAVAILABLE",
    "412, PreconditionFailed, PRECONDITION_FAILED",
    "412, '', PRECONDITION_FAILED",
    "416, InvalidRange, INVALID_RANGE",
    "401, '', ACCESS_DENIED",
    "403, AccessDenied, ACCESS_DENIED",
    "403, SignatureDoesNotMatch, ACCESS_DENIED",
    "403, InvalidObjectState, REJECTED",
    "403, QuotaExceeded, NO_SPACE",
    "400, ExpiredToken, ACCESS_DENIED",
    "400, InvalidArgument, REJECTED",
    "400, EntityTooLarge, REJECTED",
    "400, RequestTimeout, UNAVAILABLE",
    "400, IncompleteBody, UNAVAILABLE",
    "400, BadDigest, UNAVAILABLE",
    "301, PermanentRedirect, REJECTED",
    "405, MethodNotAllowed, NOT_SUPPORTED",
    "408, '', UNAVAILABLE",
    "429, '', THROTTLED",
    "429, TooManyRequests, THROTTLED",
    "503, SlowDown, THROTTLED",
    "503, ServiceUnavailable, UNAVAILABLE",
    "503, '', UNAVAILABLE",
    "500, InternalError, UNAVAILABLE",
    "200, InternalError, UNAVAILABLE",
    "200, SlowDown, THROTTLED",
    "502, '', UNAVAILABLE",
    "501, NotImplemented, NOT_SUPPORTED",
    "501, '', NOT_SUPPORTED",
    "507, '', NO_SPACE"
  })
  void answersAreClassified(int status, String code, Kind kind) {
    StorageException e = translate(answer(status, code));

    assertThat(e.kind()).isEqualTo(kind);
    assertThat(e)
        .hasMessageStartingWith("put bucket/key: because (")
        .hasMessageContaining("status " + status)
        .hasCauseInstanceOf(S3Exception.class);
  }

  @Test
  void anAnswerWithoutReasonSaysSo() {
    assertThat(translate((SdkException) S3Exception.builder().statusCode(500).build()))
        .hasMessage("put bucket/key: the store gives no reason (status 500)");
  }

  @Test
  void whatDoesNotReachTheStoreIsAnOutage() {
    for (SdkException e :
        new SdkException[] {
          SdkClientException.create("x", new IOException("reset")),
          SdkClientException.create("x", new RuntimeException(new UnknownHostException("s3"))),
          ApiCallTimeoutException.create(1000)
        }) {
      assertThat(translate(e).kind()).isEqualTo(Kind.UNAVAILABLE);
    }
  }

  @Test
  void anInterruptionIsAnOutageAndStays() {
    assertThat(translate(AbortedException.create("interrupted")).kind())
        .isEqualTo(Kind.UNAVAILABLE);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  @DisplayName("L-40 an answer that was cut off is an outage")
  void anAnswerThatCannotBeReadIsAnOutage() {
    assertThat(translate(SdkClientException.create("Could not parse XML response.")).kind())
        .isEqualTo(Kind.UNAVAILABLE);
  }

  @Test
  void saysInOneLineThatThereAreNoCredentials() {
    String all = "Unable to load credentials from any of the providers in the chain [A: x, B: y]";

    assertThat(translate(SdkClientException.create(all)))
        .hasMessageContaining("AWS_ACCESS_KEY_ID")
        .hasMessageNotContaining("chain");
  }

  @Test
  void missingCredentialsAreNoOutage() {
    assertThat(translate(SdkClientException.create("Unable to load credentials")).kind())
        .isEqualTo(Kind.ACCESS_DENIED);
  }
}
