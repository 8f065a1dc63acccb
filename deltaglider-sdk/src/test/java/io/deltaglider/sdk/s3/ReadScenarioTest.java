package io.deltaglider.sdk.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.deltaglider.adapter.memory.MemoryStorage;
import io.deltaglider.port.storage.ContentSource;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.ObjectAttributes;
import io.deltaglider.port.storage.ObjectHead;
import io.deltaglider.port.storage.ObjectReader;
import io.deltaglider.port.storage.StoragePort;
import io.deltaglider.port.storage.WriteCondition;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Reads of the present content, or of the asked part of it, or an error. */
class ReadScenarioTest {
  private final StoragePort storage = new MemoryStorage(Clock.systemUTC());
  private TestClient test;
  private S3Client client;

  @BeforeEach
  void open() {
    test = TestClient.on(storage);
    client = test.client;
    Versions.prepare(client);
    Versions.put(client, Versions.SMALL, Arrays.copyOf(Versions.content(1), 1000));
  }

  @AfterEach
  void close() {
    test.close();
  }

  private static GetObjectRequest.Builder object(GetObjectRequest.Builder request, String key) {
    return request.bucket(Versions.BUCKET).key(key);
  }

  private static void assertFails(
      String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatExceptionOfType(S3Exception.class)
        .isThrownBy(call)
        .satisfies(e -> assertThat(Versions.code(e)).isEqualTo(code));
  }

  @ParameterizedTest
  @ValueSource(strings = {Versions.SECOND, Versions.SMALL})
  @DisplayName("P-26 one ETag in every answer")
  void oneEtagInEveryAnswer(String key) {
    String etag = Versions.put(client, key, Versions.content(3)).eTag();

    assertThat(etag).matches("\"[0-9a-f]{32}\"");
    assertThat(client.headObject(r -> r.bucket(Versions.BUCKET).key(key)).eTag()).isEqualTo(etag);
    assertThat(client.getObject(r -> object(r, key)).response().eTag()).isEqualTo(etag);
    assertThat(client.listObjectsV2(r -> r.bucket(Versions.BUCKET).prefix(key)).contents())
        .extracting(S3Object::eTag)
        .containsExactly(etag);
    assertThat(
            client
                .copyObject(
                    r ->
                        r.sourceBucket(Versions.BUCKET)
                            .sourceKey(key)
                            .destinationBucket(Versions.BUCKET)
                            .destinationKey("copy/" + key))
                .copyObjectResult()
                .eTag())
        .isEqualTo(etag);
    assertThat(
            client
                .getObjectAttributes(
                    r ->
                        r.bucket(Versions.BUCKET)
                            .key(key)
                            .objectAttributesWithStrings("ETag", "ObjectSize", "StorageClass"))
                .eTag())
        .isEqualTo(Etags.unquote(etag));
  }

  @ParameterizedTest
  @ValueSource(strings = {Versions.SECOND, Versions.SMALL})
  @DisplayName("P-27 ranges are S3's")
  void rangesAreS3s(String key) {
    byte[] all = Versions.get(client, key);
    for (String range : List.of("bytes=0-99", "bytes=100-", "bytes=-10", "bytes=990-999999999")) {
      var got = client.getObjectAsBytes(r -> object(r, key).range(range));
      String[] bounds = got.response().contentRange().split("[ \\-/]", -1);
      int from = Integer.parseInt(bounds[1]);
      int to = Integer.parseInt(bounds[2]) + 1;
      assertThat(got.asByteArray()).as(range).isEqualTo(Arrays.copyOfRange(all, from, to));
      assertThat(bounds[3]).isEqualTo(Integer.toString(all.length));
      assertThat(got.response().acceptRanges()).isEqualTo("bytes");
    }
    for (String whole : List.of("bytes=5-2", "bytes=0-1,4-5", "lines=1-2", "bytes=-")) {
      assertThat(client.getObjectAsBytes(r -> object(r, key).range(whole)).asByteArray())
          .as(whole)
          .isEqualTo(all);
    }
    assertThatExceptionOfType(S3Exception.class)
        .isThrownBy(() -> client.getObjectAsBytes(r -> object(r, key).range("bytes=999999999-")))
        .satisfies(e -> assertThat(Versions.code(e)).isEqualTo("416 InvalidRange"))
        .satisfies(
            e ->
                assertThat(
                        e.awsErrorDetails().sdkHttpResponse().firstMatchingHeader("Content-Range"))
                    .contains("bytes */" + all.length));
    assertThat(
            client
                .headObject(r -> r.bucket(Versions.BUCKET).key(key).range("bytes=1-4"))
                .contentLength())
        .isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {Versions.SECOND, Versions.SMALL})
  @DisplayName("P-27 conditions decide, an ETag before a time")
  void conditionsDecide(String key) {
    String etag = client.headObject(r -> r.bucket(Versions.BUCKET).key(key)).eTag();
    Instant past = Instant.now().minus(Duration.ofHours(1));
    Instant future = Instant.now().plus(Duration.ofHours(1));

    assertFails(
        "412 PreconditionFailed", () -> client.getObject(r -> object(r, key).ifMatch("\"x\"")));
    assertFails("304 NotModified", () -> client.getObject(r -> object(r, key).ifNoneMatch(etag)));
    assertFails("304 NotModified", () -> client.getObject(r -> object(r, key).ifNoneMatch("*")));
    assertFails(
        "304 NotModified", () -> client.getObject(r -> object(r, key).ifModifiedSince(future)));
    assertFails(
        "412 PreconditionFailed",
        () -> client.getObject(r -> object(r, key).ifUnmodifiedSince(past)));
    assertThat(
            client
                .getObject(r -> object(r, key).ifMatch(Etags.unquote(etag)).ifUnmodifiedSince(past))
                .response()
                .eTag())
        .isEqualTo(etag);
  }

  @Test
  @DisplayName("P-27 versions and parts are honoured or refused, never ignored")
  void versionsAndPartsAreNeverIgnored() {
    assertFails(
        "501 NotImplemented",
        () -> client.getObject(r -> object(r, Versions.SECOND).versionId("1")));
    assertFails(
        "501 NotImplemented",
        () ->
            client.headObject(r -> r.bucket(Versions.BUCKET).key(Versions.SECOND).versionId("1")));
    assertFails(
        "501 NotImplemented",
        () ->
            client.deleteObject(
                r -> r.bucket(Versions.BUCKET).key(Versions.SECOND).versionId("1")));
    assertFails(
        "416 InvalidPartNumber",
        () -> client.getObject(r -> object(r, Versions.SECOND).partNumber(2)));
    assertThat(client.getObjectAsBytes(r -> object(r, Versions.SECOND).partNumber(1)).asByteArray())
        .isEqualTo(Versions.content(1));
  }

  @Test
  @DisplayName("P-28 deleting what is not there succeeds, alone and in a batch")
  void deletingWhatIsNotThereSucceeds() {
    assertThat(
            client
                .deleteObject(r -> r.bucket(Versions.BUCKET).key("missing"))
                .sdkHttpResponse()
                .statusCode())
        .isEqualTo(204);
    var batch =
        client.deleteObjects(
            r ->
                r.bucket(Versions.BUCKET)
                    .delete(d -> d.objects(List.of(id("missing"), id(Versions.SECOND)))));
    assertThat(batch.errors()).isEmpty();
    assertThat(batch.deleted()).hasSize(2);
    assertThatExceptionOfType(NoSuchKeyException.class)
        .isThrownBy(() -> Versions.get(client, Versions.SECOND));
  }

  private static software.amazon.awssdk.services.s3.model.ObjectIdentifier id(String key) {
    return software.amazon.awssdk.services.s3.model.ObjectIdentifier.builder().key(key).build();
  }

  @Test
  @DisplayName("L-31 lengths are stated and ETags have one pair of quotes, also of empty objects")
  void emptyObjectsHaveALength() {
    String etag =
        client.putObject(r -> r.bucket(Versions.BUCKET).key("e.zip"), RequestBody.empty()).eTag();
    var got = client.getObjectAsBytes(r -> object(r, "e.zip"));

    assertThat(etag).isEqualTo("\"d41d8cd98f00b204e9800998ecf8427e\"");
    assertThat(got.response().contentLength()).isZero();
    assertThat(got.response().eTag()).isEqualTo(etag);
    assertThat(client.headObject(r -> r.bucket(Versions.BUCKET).key("e.zip")).contentLength())
        .isZero();
    assertThat(client.listObjectsV2(r -> r.bucket(Versions.BUCKET).prefix("e")).contents())
        .singleElement()
        .satisfies(object -> assertThat(object.eTag()).isEqualTo(etag))
        .satisfies(object -> assertThat(object.size()).isZero());
    assertFails(
        "416 InvalidRange", () -> client.getObject(r -> object(r, "e.zip").range("bytes=0-0")));
  }

  /** Replaces a stored body, past DeltaGlider, and keeps what the metadata says of it. */
  private void replaceBody(String key, byte[] body) {
    ObjectHead head = storage.head(new ObjectAddress(Versions.BUCKET, key));
    storage.put(
        head.address(),
        ContentSource.of(body),
        ObjectAttributes.of(head.headers(), head.metadata()),
        WriteCondition.always());
  }

  private byte[] body(String key) throws IOException {
    try (ObjectReader reader = storage.open(new ObjectAddress(Versions.BUCKET, key))) {
      return reader.body().readAllBytes();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {Versions.SECOND, Versions.SMALL})
  @DisplayName("L-32 a range of an object that is not as long as recorded is an error")
  void aRangeOfATruncatedObjectIsAnError(String key) throws IOException {
    byte[] stored = body(key);
    replaceBody(key, Arrays.copyOf(stored, stored.length - 1));

    assertFails(
        "500 InternalError",
        () -> client.getObjectAsBytes(r -> object(r, key).range("bytes=10-19")));
  }

  @Test
  void aDamagedPassthroughNeverEndsCleanly() throws IOException {
    byte[] stored = body(Versions.SMALL);
    stored[stored.length - 1] ^= 1;
    replaceBody(Versions.SMALL, stored);

    try (InputStream in = client.getObject(r -> object(r, Versions.SMALL))) {
      assertThatExceptionOfType(SdkException.class)
          .isThrownBy(in::readAllBytes)
          .withMessageContaining(Versions.SMALL);
    }
    assertThatExceptionOfType(SdkException.class)
        .isThrownBy(() -> Versions.get(client, Versions.SMALL));
  }

  @Test
  @DisplayName("L-39 a copy whose source vanishes is NoSuchKey and leaves no target")
  void aCopyWhoseSourceVanishesIsNoSuchKey() {
    client.deleteObject(r -> r.bucket(Versions.BUCKET).key(Versions.SECOND));

    assertThatExceptionOfType(NoSuchKeyException.class)
        .isThrownBy(
            () ->
                client.copyObject(
                    r ->
                        r.sourceBucket(Versions.BUCKET)
                            .sourceKey(Versions.SECOND)
                            .destinationBucket(Versions.BUCKET)
                            .destinationKey("copy.zip")));
    assertThatExceptionOfType(NoSuchKeyException.class)
        .isThrownBy(() -> client.headObject(r -> r.bucket(Versions.BUCKET).key("copy.zip")));
  }

  @Test
  @DisplayName("L-65 what happens behind our back is seen at the next read")
  void whatHappensBehindOurBackIsSeen() {
    try (TestClient other = TestClient.on(storage)) {
      client.getObjectAsBytes(r -> object(r, Versions.SECOND).range("bytes=0-9"));
      Versions.put(other.client, Versions.SECOND, Versions.content(5));
      assertThat(Versions.get(client, Versions.SECOND)).isEqualTo(Versions.content(5));
      assertThat(
              client
                  .listObjectsV2(r -> r.bucket(Versions.BUCKET).prefix(Versions.SECOND))
                  .contents()
                  .get(0)
                  .eTag())
          .isEqualTo(
              other.client.headObject(r -> r.bucket(Versions.BUCKET).key(Versions.SECOND)).eTag());

      other.client.deleteObject(r -> r.bucket(Versions.BUCKET).key(Versions.SECOND));
      assertThatExceptionOfType(NoSuchKeyException.class)
          .isThrownBy(
              () -> client.getObjectAsBytes(r -> object(r, Versions.SECOND).range("bytes=0-9")));

      Versions.put(other.client, Versions.SECOND, Versions.content(6));
      assertThat(
              client
                  .getObjectAsBytes(r -> object(r, Versions.SECOND).range("bytes=0-9"))
                  .asByteArray())
          .isEqualTo(Arrays.copyOf(Versions.content(6), 10));
    }
  }
}
