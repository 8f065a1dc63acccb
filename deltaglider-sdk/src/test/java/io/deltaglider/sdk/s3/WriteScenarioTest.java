package io.deltaglider.sdk.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.deltaglider.adapter.memory.MemoryScratch;
import io.deltaglider.adapter.memory.MemoryStorage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What is stored is exactly what was meant, or nothing is. */
class WriteScenarioTest {
  private final TestClient test = TestClient.onMemory();
  private final S3Client client = test.client;

  @BeforeEach
  void prepare() {
    Versions.prepare(client);
  }

  @AfterEach
  void close() {
    test.close();
  }

  private static RequestBody body(byte[] content, long declared) {
    return RequestBody.fromContentProvider(
        () -> new ByteArrayInputStream(content), declared, "application/octet-stream");
  }

  private void assertNothingStored(String key) {
    assertThatExceptionOfType(NoSuchKeyException.class)
        .isThrownBy(() -> client.headObject(r -> r.bucket(Versions.BUCKET).key(key)));
  }

  @ParameterizedTest
  @CsvSource({"new.zip,-1", "new.zip,1", "new.txt,-1", "new.txt,1"})
  @DisplayName("L-25 a stream that is shorter or longer than declared is refused")
  void aStreamOfAnotherLengthIsRefused(String key, int difference) {
    byte[] content = Versions.content(2);

    assertThatExceptionOfType(S3Exception.class)
        .isThrownBy(
            () ->
                client.putObject(
                    r -> r.bucket(Versions.BUCKET).key(key),
                    body(content, content.length + difference)))
        .satisfies(e -> assertThat(Versions.code(e)).isEqualTo("400 IncompleteBody"))
        .withMessageContaining(key);
    assertNothingStored(key);
  }

  @ParameterizedTest
  @ValueSource(strings = {"new.zip", "new.txt"})
  @DisplayName("L-25 a stream that fails midway is an error, and nothing is stored")
  void aStreamThatFailsIsAnError(String key) {
    byte[] content = Versions.content(2);
    InputStream failing =
        new InputStream() {
          private int position;

          @Override
          public int read() throws IOException {
            if (position > content.length / 2) {
              throw new IOException("the disk is gone");
            }
            return content[position++] & 0xff;
          }

          @Override
          public int read(byte[] buffer, int offset, int length) throws IOException {
            if (length == 0) {
              return 0;
            }
            buffer[offset] = (byte) read();
            return 1;
          }
        };

    assertThatExceptionOfType(SdkClientException.class)
        .isThrownBy(
            () ->
                client.putObject(
                    r -> r.bucket(Versions.BUCKET).key(key),
                    RequestBody.fromContentProvider(() -> failing, content.length, "a/b")))
        .withMessageContaining("the disk is gone");
    assertNothingStored(key);
  }

  @Test
  void aStreamOfUnknownLengthIsStored() {
    byte[] content = Versions.content(2);
    client.putObject(
        r -> r.bucket(Versions.BUCKET).key("v1.0.2/app.zip"),
        RequestBody.fromContentProvider(() -> new ByteArrayInputStream(content), "a/b"));

    assertThat(Versions.get(client, "v1.0.2/app.zip")).isEqualTo(content);
  }

  private static PutObjectRequest request(String key, String member, String value) {
    PutObjectRequest.Builder request = PutObjectRequest.builder().bucket(Versions.BUCKET).key(key);
    new Answer((SdkPojo) request).set(member, value);
    return request.build();
  }

  @ParameterizedTest
  @EnumSource(ChecksumKind.class)
  @DisplayName("P-26 every checksum is verified, answered and remembered")
  void everyChecksumIsVerifiedAndRemembered(ChecksumKind kind) {
    byte[] content = Versions.content(2);
    ChecksumKind.Computation computation = kind.begin();
    computation.update(content, 0, content.length);
    String value = ChecksumKind.text(computation.finish());
    for (String key : new String[] {"v1.0.2/app.zip", "small.txt"}) {
      PutObjectResponse put =
          client.putObject(request(key, kind.field(), value), RequestBody.fromBytes(content));

      assertThat(Fields.text(put, kind.field())).contains(value);
      HeadObjectResponse head =
          client.headObject(
              r -> r.bucket(Versions.BUCKET).key(key).checksumMode(ChecksumMode.ENABLED));
      assertThat(Fields.text(head, kind.field())).contains(value);
      assertThat(head.checksumTypeAsString()).isEqualTo("FULL_OBJECT");
      GetObjectResponse got =
          client
              .getObjectAsBytes(
                  r -> r.bucket(Versions.BUCKET).key(key).checksumMode(ChecksumMode.ENABLED))
              .response();
      assertThat(Fields.text(got, kind.field())).contains(value);
      HeadObjectResponse unasked = client.headObject(r -> r.bucket(Versions.BUCKET).key(key));
      assertThat(Fields.text(unasked, kind.field())).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(ChecksumKind.class)
  void aWrongChecksumIsBadDigestAndNothingIsStored(ChecksumKind kind) {
    ChecksumKind.Computation computation = kind.begin();
    computation.update(new byte[] {1}, 0, 1);
    String wrong = ChecksumKind.text(computation.finish());

    for (String key : new String[] {"v1.0.2/app.zip", "small.txt"}) {
      assertThatExceptionOfType(S3Exception.class)
          .isThrownBy(
              () ->
                  client.putObject(
                      request(key, kind.field(), wrong),
                      RequestBody.fromBytes(Versions.content(2))))
          .satisfies(e -> assertThat(Versions.code(e)).isEqualTo("400 BadDigest"))
          .withMessageContaining(kind.field());
      assertNothingStored(key);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "CRC32,y/Q5Jg==",
    "CRC32C,4waSgw==",
    "CRC64NVME,rosUhgp5mIg=",
    "SHA1,98O8HYCOBHMq32eZZczDTKeuNEE=",
    "MD5,JfnnlDI7RTiF9RgfG2JNCw=="
  })
  void checksumsHaveTheirPublishedValues(ChecksumKind kind, String expected) {
    byte[] digits = "123456789".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    ChecksumKind.Computation computation = kind.begin();
    computation.update(digits, 0, digits.length);

    assertThat(ChecksumKind.text(computation.finish())).isEqualTo(expected);
  }

  @Test
  void crc64OfPiecesIsThatOfTheWhole() {
    byte[] content = Versions.content(1);
    Crc64Nvme whole = new Crc64Nvme();
    whole.update(content, 0, content.length);
    Crc64Nvme pieces = new Crc64Nvme();
    for (int from = 0, step = 1; from < content.length; from += step, step = step % 37 + 1) {
      pieces.update(content, from, Math.min(step, content.length - from));
    }
    assertThat(pieces.getValue()).isEqualTo(whole.getValue());
  }

  @Test
  void anAlgorithmAloneIsComputed() {
    PutObjectResponse put =
        client.putObject(
            r -> r.bucket(Versions.BUCKET).key("a").checksumAlgorithm("CRC32"),
            RequestBody.fromString("123456789"));

    assertThat(put.checksumCRC32()).isEqualTo("y/Q5Jg==");
  }

  @Test
  void anAlgorithmThatIsNotKnownIsRefused() {
    assertThatExceptionOfType(S3Exception.class)
        .isThrownBy(
            () ->
                client.putObject(
                    r -> r.bucket(Versions.BUCKET).key("a").checksumAlgorithm("XXHASH64"),
                    RequestBody.fromString("x")))
        .satisfies(e -> assertThat(Versions.code(e)).isEqualTo("501 NotImplemented"));
  }

  @Test
  void scratchThatIsFullIsAnErrorToRetry() {
    try (TestClient small =
        TestClient.on(
            new MemoryStorage(Clock.systemUTC()), new MemoryScratch(1000, Duration.ZERO))) {
      small.client.createBucket(r -> r.bucket(Versions.BUCKET));

      assertThatExceptionOfType(S3Exception.class)
          .isThrownBy(() -> Versions.put(small.client, "a.txt", new byte[2000]))
          .satisfies(e -> assertThat(Versions.code(e)).isEqualTo("503 SlowDown"))
          .satisfies(e -> assertThat(e.isThrottlingException()).isTrue());
    }
  }

  @Test
  void whatIsKnownAboutAPutIsInItsAnswer() {
    DeltaGliderInfo delta =
        DeltaGliderInfo.of(Versions.put(client, "v1.0.2/app.zip", Versions.content(2)))
            .orElseThrow();
    assertThat(delta.operation()).isEqualTo(DeltaGliderInfo.Operation.PUT);
    assertThat(delta.originalSize()).isEqualTo(OptionalLong.of(Versions.content(2).length));
    assertThat(delta.delta()).isTrue();
    assertThat(delta.savedPercent().orElseThrow()).isGreaterThan(95);
    assertThat(delta.reference().orElseThrow()).matches("[0-9a-f]{64}");
    assertThat(delta.reason()).isEmpty();

    byte[] stranger = new byte[96 * 1024];
    new java.util.Random(5).nextBytes(stranger);
    client.putObject(
        r -> r.bucket(Versions.BUCKET).key("v1.0.2/locked.zip").storageClass("GLACIER"),
        RequestBody.fromBytes(stranger));
    DeltaGliderInfo whole =
        DeltaGliderInfo.of(
                client.headObject(r -> r.bucket(Versions.BUCKET).key("v1.0.2/locked.zip")))
            .orElseThrow();
    assertThat(whole.delta()).isFalse();
    assertThat(whole.savedPercent()).hasValue(0);
    assertThat(whole.reason().orElseThrow()).isNotEmpty();

    DeltaGliderInfo deleted =
        DeltaGliderInfo.of(
                client.deleteObject(r -> r.bucket(Versions.BUCKET).key("v1.0.2/app.zip")))
            .orElseThrow();
    assertThat(deleted.operation()).isEqualTo(DeltaGliderInfo.Operation.DELETE);
    assertThat(deleted.originalSize()).isEmpty();
    assertThat(DeltaGliderInfo.of(client.listBuckets())).isEmpty();
  }

  @Test
  void conditionalDeletesDecide() {
    assertThatExceptionOfType(S3Exception.class)
        .isThrownBy(
            () ->
                client.deleteObject(
                    r -> r.bucket(Versions.BUCKET).key(Versions.SECOND).ifMatch("\"x\"")))
        .satisfies(e -> assertThat(Versions.code(e)).isEqualTo("412 PreconditionFailed"));
    assertThat(Versions.get(client, Versions.SECOND)).isEqualTo(Versions.content(1));
    assertThatExceptionOfType(S3Exception.class)
        .isThrownBy(
            () -> client.deleteObject(r -> r.bucket(Versions.BUCKET).key("missing").ifMatch("*")))
        .satisfies(e -> assertThat(Versions.code(e)).isEqualTo("412 PreconditionFailed"));

    client.deleteObject(r -> r.bucket(Versions.BUCKET).key(Versions.SECOND).ifMatch("*"));
    assertNothingStored(Versions.SECOND);
  }

  @Test
  void uploadsInPartsVerifyChecksumsAndBecomeDeltas() {
    byte[] content = Versions.content(2);
    String key = "v1.0.2/app.zip";
    String id = client.createMultipartUpload(r -> r.bucket(Versions.BUCKET).key(key)).uploadId();
    assertThatExceptionOfType(S3Exception.class)
        .isThrownBy(
            () ->
                client.uploadPart(
                    r ->
                        r.bucket(Versions.BUCKET)
                            .key(key)
                            .uploadId(id)
                            .partNumber(1)
                            .checksumCRC32("AAAAAA=="),
                    RequestBody.fromBytes(content)))
        .satisfies(e -> assertThat(Versions.code(e)).isEqualTo("400 BadDigest"));
    var part =
        client.uploadPart(
            r ->
                r.bucket(Versions.BUCKET)
                    .key(key)
                    .uploadId(id)
                    .partNumber(1)
                    .checksumAlgorithm("SHA256"),
            RequestBody.fromBytes(content));
    assertThat(part.checksumSHA256()).hasSize(44);

    var completed =
        client.completeMultipartUpload(
            r ->
                r.bucket(Versions.BUCKET)
                    .key(key)
                    .uploadId(id)
                    .multipartUpload(
                        u ->
                            u.parts(
                                java.util.List.of(
                                    software.amazon.awssdk.services.s3.model.CompletedPart.builder()
                                        .partNumber(1)
                                        .eTag(part.eTag())
                                        .build()))));

    assertThat(completed.eTag()).endsWith("-1\"");
    DeltaGliderInfo info = DeltaGliderInfo.of(completed).orElseThrow();
    assertThat(info.operation()).isEqualTo(DeltaGliderInfo.Operation.COMPLETE);
    assertThat(info.delta()).isTrue();
    assertThat(Versions.get(client, key)).isEqualTo(content);
    assertThatExceptionOfType(S3Exception.class)
        .isThrownBy(() -> client.getObject(r -> r.bucket(Versions.BUCKET).key(key).partNumber(1)))
        .satisfies(e -> assertThat(e.statusCode()).isEqualTo(501));
    assertThat(Arrays.equals(Versions.get(client, key), content)).isTrue();
  }
}
