package io.deltaglider.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.deltaglider.port.contract.MutableClock;
import io.deltaglider.port.storage.StorageException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.presigner.model.GetObjectPresignRequest;
import software.amazon.awssdk.services.s3.presigner.model.PresignedGetObjectRequest;

class PresignTest {
  private static Stores stores;
  private static S3Client plain;

  private final MutableClock clock = new MutableClock(Clock.systemUTC().instant());
  private DeltaGliderClient client;

  @TempDir Path directory;

  @BeforeAll
  static void start() throws IOException {
    stores = new Stores();
    plain =
        S3Client.builder()
            .endpointOverride(stores.s3.endpoint())
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(Stores.CREDENTIALS)
            .forcePathStyle(true)
            .build();
  }

  @AfterAll
  static void stop() {
    plain.close();
    stores.close();
  }

  @BeforeEach
  void open() throws IOException {
    client = stores.prepare(DeltaGlider.client(), "s3:", directory).clock(clock).build();
    client.createBucket("releases");
    upload("v1.0/app.zip", 0, UploadOptions.DEFAULT);
    upload("v1.1/app.zip", 1, UploadOptions.DEFAULT.withContentType("application/zip"));
    upload("whole.zip", 2, UploadOptions.DEFAULT.withoutDelta());
  }

  @AfterEach
  void close() {
    client.close();
  }

  private static byte[] version(int number) {
    byte[] content = new byte[100_000];
    new Random(5).nextBytes(content);
    content[number] ^= 1;
    return content;
  }

  private UploadSummary upload(String key, int number, UploadOptions options) throws IOException {
    return client.upload(
        new ByteArrayInputStream(version(number)), "s3://releases/" + key, options);
  }

  private static HttpResponse<byte[]> get(URI url) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private static List<String> staged() {
    return plain
        .listObjectsV2(list -> list.bucket("releases").prefix(".deltaglider/tmp/"))
        .contents()
        .stream()
        .map(S3Object::key)
        .toList();
  }

  @Test
  @DisplayName("P-30: a signed URL of a delta gives its content, with the content's own type")
  void aDeltaIsReadThroughItsUrl() throws Exception {
    URI url = client.presignGetObject("s3://releases/v1.1/app.zip", Duration.ofHours(1));

    HttpResponse<byte[]> answer = get(url);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(version(1));
    assertThat(answer.headers().firstValue("content-type")).contains("application/zip");
    assertThat(url.getQuery()).contains("X-Amz-Signature=");
    assertThat(staged()).hasSize(1);
    assertThat(client.list("s3://releases").count()).isEqualTo(3);
  }

  @Test
  @DisplayName("P-41: a passthrough is signed as it is and never copied")
  void aPassthroughIsNeverStaged() throws Exception {
    URI url = client.presignGetObject("s3://releases/whole.zip", Duration.ofHours(1));

    assertThat(url.getPath()).endsWith("/releases/whole.zip");
    assertThat(get(url).body()).isEqualTo(version(2));
    assertThat(staged()).isEmpty();
  }

  @Test
  void oneCopyServesSeveralUrlsButNotAnotherContent() throws Exception {
    URI first = client.presignGetObject("s3://releases/v1.1/app.zip", Duration.ofMinutes(5));
    URI second = client.presignGetObject("s3://releases/v1.1/app.zip", Duration.ofMinutes(5));
    assertThat(second.getPath()).isEqualTo(first.getPath());

    upload("v1.1/app.zip", 3, UploadOptions.DEFAULT);
    URI third = client.presignGetObject("s3://releases/v1.1/app.zip", Duration.ofMinutes(5));

    assertThat(third.getPath()).isNotEqualTo(first.getPath());
    assertThat(get(third).body()).isEqualTo(version(3));
    assertThat(get(first).body()).isEqualTo(version(1));
  }

  @Test
  void aCopyThatIsGoneIsMadeAgain() throws Exception {
    client.presignGetObject("s3://releases/v1.1/app.zip", Duration.ofMinutes(5));
    String key = staged().get(0);
    plain.deleteObject(object -> object.bucket("releases").key(key));

    URI url = client.presignGetObject("s3://releases/v1.1/app.zip", Duration.ofMinutes(5));

    assertThat(get(url).body()).isEqualTo(version(1));
  }

  @Test
  @DisplayName("P-41: purge deletes a copy once its URL has expired, and not before")
  void purgeDeletesWhatHasExpired() throws Exception {
    client.presignGetObject("s3://releases/v1.1/app.zip", Duration.ofHours(1));

    clock.advance(Duration.ofHours(1).minusSeconds(1));
    assertThat(client.purge("releases").objects()).isZero();
    assertThat(staged()).hasSize(1);
    clock.advance(Duration.ofHours(1).plusSeconds(1));
    assertThat(client.purge("releases").objects()).isEqualTo(1);
    assertThat(staged()).isEmpty();
  }

  @Test
  @DisplayName("P-30: what cannot be signed is an error, never an unsigned URL")
  void whatCannotBeSignedIsAnError() {
    AwsCredentialsProvider broken =
        () -> {
          throw SdkClientException.create("no credentials");
        };
    try (S3Client unsigned =
            S3Client.builder()
                .endpointOverride(stores.s3.endpoint())
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(broken)
                .forcePathStyle(true)
                .build();
        DeltaGliderClient other =
            DeltaGlider.client()
                .environment(Map.of())
                .s3Client(unsigned)
                .cacheDirectory(directory)
                .scratchDirectory(directory)
                .build()) {
      assertThatExceptionOfType(StorageException.class)
          .isThrownBy(() -> other.presignGetObject("s3://releases/whole.zip", Duration.ofHours(1)));
    }
    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> client.presignGetObject("s3://releases/nothing", Duration.ofHours(1)))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(StorageException.Kind.NO_SUCH_KEY));
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> client.presignGetObject("s3://releases/whole.zip", Duration.ofDays(8)));
  }

  @Test
  void thePresignerTakesTheSdksRequests() throws Exception {
    try (DeltaGliderPresigner presigner =
        stores
            .s3(DeltaGlider.presigner())
            .environment(
                Map.of(
                    "DG_CACHE_DIR", directory.toString(), "DG_SCRATCH_DIR", directory.toString()))
            .build()) {
      PresignedGetObjectRequest signed =
          presigner.presignGetObject(
              GetObjectPresignRequest.builder()
                  .signatureDuration(Duration.ofMinutes(10))
                  .getObjectRequest(get -> get.bucket("releases").key("v1.1/app.zip"))
                  .build());
      assertThat(get(signed.url().toURI()).body()).isEqualTo(version(1));
    }
  }

  @Test
  void otherStoresCannotSign() {
    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> DeltaGlider.presigner().store("memory:").build())
        .satisfies(e -> assertThat(e.kind()).isEqualTo(StorageException.Kind.NOT_SUPPORTED));
  }
}
