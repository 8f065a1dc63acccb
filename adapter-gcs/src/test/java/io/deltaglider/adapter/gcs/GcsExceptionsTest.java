package io.deltaglider.adapter.gcs;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.auth.Retryable;
import io.deltaglider.port.storage.DeleteRequest;
import io.deltaglider.port.storage.ListQuery;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.StorageException.Kind;
import io.deltaglider.testserver.gcs.Fault;
import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the service's errors mean. */
class GcsExceptionsTest extends GcsTestBase {
  @ParameterizedTest
  @DisplayName("L-40 each error of the service is of its kind, for reads of both APIs")
  @CsvSource({
    "400, REJECTED",
    "401, ACCESS_DENIED",
    "403, ACCESS_DENIED",
    "408, UNAVAILABLE",
    "409, UNAVAILABLE",
    "410, NO_SUCH_KEY",
    "412, PRECONDITION_FAILED",
    "413, REJECTED",
    "416, INVALID_RANGE",
    "429, THROTTLED",
    "500, UNAVAILABLE",
    "502, UNAVAILABLE",
    "503, UNAVAILABLE",
    "504, UNAVAILABLE"
  })
  void eachErrorIsOfItsKind(int status, Kind kind) {
    put("a", bytes(1, 10));
    for (int i = 0; i < 8; i++) {
      server.inject(Fault.answer("GET ", status));
    }

    assertFails(kind, BUCKET + "/a", () -> storage.head(address("a")));
    server.reset();
    storage.createBucket(BUCKET);
    put("a", bytes(1, 10));
    for (int i = 0; i < 8; i++) {
      server.inject(Fault.answer("GET ", status));
    }
    assertFails(kind, BUCKET + "/a", () -> storage.open(address("a")));
  }

  @ParameterizedTest
  @DisplayName("L-40 what passes is tried again, and nobody notices")
  @ValueSource(ints = {408, 429, 500, 502, 503, 504})
  void whatPassesIsTriedAgain(int status) throws IOException {
    byte[] bytes = bytes(2, 10);
    for (String part : new String[] {"POST ", "GET /gcs", "GET /storage", "DELETE "}) {
      server.inject(Fault.answer(part, status));
      server.inject(Fault.cut(part, 0));
    }

    put("a", bytes);
    assertThat(read("a")).isEqualTo(bytes);
    assertThat(storage.list(ListQuery.of(BUCKET, "")).objects()).hasSize(1);
    storage.delete(BUCKET, DeleteRequest.of("a"));

    assertThat(storage.list(ListQuery.of(BUCKET, "")).objects()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 412})
  void whatDoesNotPassIsNotTriedAgain(int status) {
    server.inject(Fault.answer("GET ", status));
    server.forgetRequests();

    assertFails(
        GcsExceptions.kind(status, "", Kind.NO_SUCH_KEY, Kind.UNAVAILABLE),
        BUCKET + "/a",
        () -> storage.head(address("a")));

    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void a404WithoutExplanationIsFoundOutAbout() {
    server.inject(Fault.answer("GET ", 404));
    assertFails(Kind.NO_SUCH_KEY, BUCKET + "/a", () -> storage.head(address("a")));

    server.inject(Fault.answer("GET ", 404));
    ObjectAddress nowhere = new ObjectAddress("other-bucket", "a");
    assertFails(Kind.NO_SUCH_BUCKET, "other-bucket/a", () -> storage.head(nowhere));
  }

  @Test
  void aRateLimitThatIsCalledForbiddenIsThrottling() {
    assertThat(GcsExceptions.kind(403, "userRateLimitExceeded", Kind.NO_SUCH_KEY, Kind.UNAVAILABLE))
        .isEqualTo(Kind.THROTTLED);
  }

  @Test
  void credentialsThatAreRefusedForGoodAreNoAccess() {
    assertThat(
            GcsExceptions.translate(
                    new RefusedCredentials(), "put", "b/a", Kind.NO_SUCH_KEY, Kind.UNAVAILABLE)
                .kind())
        .isEqualTo(Kind.ACCESS_DENIED);
  }

  @Test
  void aServerThatIsNotThereIsUnavailable() {
    assertThat(
            GcsExceptions.translate(
                new IOException("no route"), "put", "b/a", Kind.NO_SUCH_KEY, Kind.UNAVAILABLE))
        .hasMessage("put b/a: no route")
        .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE));
  }

  /** As the library for credentials says that a key is wrong. */
  private static final class RefusedCredentials extends IOException implements Retryable {
    @Override
    public boolean isRetryable() {
      return false;
    }

    @Override
    public int getRetryCount() {
      return 0;
    }
  }
}
