package io.deltaglider.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltaglider.core.put.Estimate;
import io.deltaglider.core.similar.SimilarObjects;
import io.deltaglider.core.verify.BucketStats;
import io.deltaglider.core.verify.StatsLevel;
import io.deltaglider.core.verify.VerifyReport;
import io.deltaglider.sdk.s3.DeltaGliderInfo;
import io.deltaglider.wiring.LogLevel;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** The code of docs/SDK.md, in its order. */
class SdkPageTest {
  private static Stores stores;

  @TempDir Path directory;
  private Path first;
  private Path second;

  @BeforeAll
  static void start() throws IOException {
    stores = new Stores();
  }

  @AfterAll
  static void stop() {
    stores.close();
  }

  @BeforeEach
  void writeFiles() throws IOException {
    stores.s3.reset();
    first = Files.write(directory.resolve("my-app.zip"), version(0));
    Path other = Files.createDirectory(directory.resolve("later"));
    second = Files.write(other.resolve("my-app-2.zip"), version(1));
  }

  private static byte[] version(int number) {
    byte[] content = new byte[200_000];
    new Random(5).nextBytes(content);
    content[number] ^= 1;
    return content;
  }

  private Path release(String version) throws IOException {
    return Files.write(directory.resolve(version), version(version.hashCode() & 0xfff));
  }

  @Test
  @DisplayName("P-32: the page has the code that runs here, all of it and in its order")
  void thePageHasThisCode() throws IOException {
    List<List<String>> code = DocumentedCode.inTest("SdkPageTest.java");

    assertThat(code).hasSizeGreaterThan(8);
    assertThat(DocumentedCode.onPage("SDK.md")).isEqualTo(code);
  }

  @Test
  void aClientIsMadeInOneLine() {
    // doc: create
    S3Client s3 = DeltaGlider.s3Client().region("eu-central-1").build();
    // end
    assertThat(s3.serviceClientConfiguration().region().id()).isEqualTo("eu-central-1");
    s3.close();
  }

  @Test
  @DisplayName("P-32: put, get, list and delete do what the page says")
  void putGetListDelete() {
    // doc: in memory
    S3Client s3 = DeltaGlider.inMemory();
    // end

    // doc: put, get, list, delete
    s3.createBucket(bucket -> bucket.bucket("releases"));
    s3.putObject(
        object -> object.bucket("releases").key("v1.0.0/my-app.zip").contentType("application/zip"),
        RequestBody.fromFile(first));
    PutObjectResponse stored =
        s3.putObject(
            object -> object.bucket("releases").key("v1.0.1/my-app.zip"),
            RequestBody.fromFile(second));
    DeltaGliderInfo info = DeltaGliderInfo.of(stored).orElseThrow();
    System.out.printf("saved %.1f %%%n", info.savedPercent().orElse(0));

    byte[] content =
        s3.getObjectAsBytes(object -> object.bucket("releases").key("v1.0.1/my-app.zip"))
            .asByteArray();

    for (S3Object object : s3.listObjectsV2(list -> list.bucket("releases")).contents()) {
      System.out.println(object.key());
    }

    s3.deleteObject(object -> object.bucket("releases").key("v1.0.1/my-app.zip"));
    // end

    assertThat(content).isEqualTo(version(1));
    assertThat(info.savedPercent().orElseThrow()).isGreaterThan(99);
    assertThat(s3.listObjectsV2(list -> list.bucket("releases")).contents()).hasSize(1);
    s3.close();
  }

  @Test
  @DisplayName("P-32: the simple API does what the page says")
  void simpleApi() throws IOException {
    Path archive = directory.resolve("archive");
    Path restored = directory.resolve("restored.zip");
    // doc: simple API
    try (DeltaGliderClient client = DeltaGlider.client().store("file:" + archive).build()) {
      client.createBucket("releases");
      client.upload(first, "s3://releases/v1.0.0/my-app.zip");
      UploadSummary summary = client.upload(second, "s3://releases/v1.0.1/my-app.zip");
      System.out.printf(
          "%s: %d of %d bytes stored, saved %.1f %%%n",
          summary.key(), summary.storedSize(), summary.originalSize(), summary.savingsPercent());

      client.download("s3://releases/v1.0.1/my-app.zip", restored);
      VerifyReport report = client.verify("s3://releases/v1.0.1/my-app.zip");
      System.out.println(report.result() + ": " + report.detail());
    }
    // end
    assertThat(restored).hasSameBinaryContentAs(second);
  }

  @Test
  @DisplayName("P-32: estimates and statistics do what the page says")
  void beforeAndAfter() throws IOException {
    try (DeltaGliderClient client = DeltaGlider.inMemoryClient()) {
      client.createBucket("releases");
      client.upload(first, "s3://releases/v1.0.0/my-app.zip");
      // doc: before and after
      Estimate estimate = client.estimate(second, "s3://releases/v1.0.1/my-app.zip");
      System.out.printf("would save %.1f %%%n", 100 * estimate.savedRatio());

      SimilarObjects similar = client.findSimilar(second, "s3://releases/v1.0.1/my-app.zip");
      similar.references().forEach(reference -> System.out.println(reference.similarity()));

      BucketStats stats = client.stats("releases", StatsLevel.SAMPLED);
      System.out.println((stats.exact() ? "saved " : "saved about ") + stats.savedBytes());
      // end
      assertThat(estimate.savedRatio()).isGreaterThan(0.99);
      assertThat(similar.references()).hasSize(1);
      assertThat(stats.exact()).isTrue();
    }
  }

  @Test
  @DisplayName("P-32: batches do what the page says")
  void batches() throws IOException {
    Path restored = directory.resolve("restored");
    try (DeltaGliderClient client = DeltaGlider.inMemoryClient()) {
      client.createBucket("releases");
      // doc: batches
      BatchResult<UploadSummary> uploaded =
          client.uploadBatch(
              List.of(first, second),
              "s3://releases/nightly/",
              (item, done, total) -> System.out.println(done + "/" + total + " " + item.target()));
      uploaded
          .failures()
          .forEach(item -> System.err.println(item.source() + ": " + item.failure()));

      client.downloadBatch("s3://releases/nightly/", restored);
      // end
      assertThat(uploaded.results()).hasSize(2);
      assertThat(restored.resolve("my-app-2.zip")).hasSameBinaryContentAs(second);
    }
  }

  @Test
  @DisplayName("P-32, P-33: the four versions are stored as the page says")
  void fourVersions() throws IOException {
    try (S3Client s3 = DeltaGlider.inMemory()) {
      s3.createBucket(bucket -> bucket.bucket("releases"));
      // doc: four versions
      for (String version : List.of("v1.0.0", "v1.0.1", "v1.0.2", "v1.1.0")) {
        PutObjectResponse stored =
            s3.putObject(
                object -> object.bucket("releases").key(version + "/my-app.zip"),
                RequestBody.fromFile(release(version)));
        DeltaGliderInfo.of(stored)
            .ifPresent(info -> System.out.println(version + " saved " + info.savedPercent()));
      }
      // end
      assertThat(s3.listObjectsV2(list -> list.bucket("releases")).contents())
          .hasSize(4)
          .allSatisfy(object -> assertThat(object.size()).isEqualTo(200_000));
    }
  }

  @Test
  @DisplayName("P-32: every setting of the page is there")
  void customConfiguration() {
    URI endpoint = stores.s3.endpoint();
    AwsCredentialsProvider credentials = Stores.CREDENTIALS;
    Path cache = directory.resolve("cache");
    Path scratch = directory.resolve("scratch");
    String key = "0123456789abcdef".repeat(4);
    MeterRegistry registry = new SimpleMeterRegistry();
    // doc: configuration
    S3Client s3 =
        DeltaGlider.s3Client()
            .store("s3:")
            .endpoint(endpoint)
            .region("eu-central-1")
            .credentialsProvider(credentials)
            .cacheDirectory(cache)
            .cacheSizeMb(2_000)
            .cacheEncryptionKey(key)
            .scratchDirectory(scratch)
            .maxRatio(0.5)
            .effort(7)
            .logLevel(LogLevel.INFO)
            .meterRegistry(registry)
            .fetchMetadata(true)
            .build();
    // end
    s3.createBucket(bucket -> bucket.bucket("releases"));
    s3.putObject(o -> o.bucket("releases").key("my-app.zip"), RequestBody.fromFile(first));
    assertThat(s3.listObjectsV2(list -> list.bucket("releases")).contents())
        .singleElement()
        .satisfies(object -> assertThat(object.size()).isEqualTo(200_000));
    assertThat(registry.getMeters()).isNotEmpty();
    s3.close();
  }

  @Test
  @DisplayName("P-32: an upload in parts does what the page says")
  void multipart() {
    try (S3Client s3 = DeltaGlider.inMemory()) {
      s3.createBucket(bucket -> bucket.bucket("releases"));
      // doc: multipart
      String id =
          s3.createMultipartUpload(upload -> upload.bucket("releases").key("v2.0.0/my-app.zip"))
              .uploadId();
      UploadPartResponse part =
          s3.uploadPart(
              upload ->
                  upload.bucket("releases").key("v2.0.0/my-app.zip").uploadId(id).partNumber(1),
              RequestBody.fromFile(second));
      CompletedPart done = CompletedPart.builder().partNumber(1).eTag(part.eTag()).build();
      s3.completeMultipartUpload(
          upload ->
              upload
                  .bucket("releases")
                  .key("v2.0.0/my-app.zip")
                  .uploadId(id)
                  .multipartUpload(parts -> parts.parts(done)));
      // end
      assertThat(
              s3.getObjectAsBytes(o -> o.bucket("releases").key("v2.0.0/my-app.zip")).asByteArray())
          .isEqualTo(version(1));
    }
  }

  @Test
  @DisplayName("P-32, P-30: a presigned URL does what the page says")
  void presigned() throws Exception {
    try (DeltaGliderClient client =
        stores.prepare(DeltaGlider.client(), "s3:", directory).build()) {
      client.createBucket("releases");
      client.upload(first, "s3://releases/v1.0.0/my-app.zip");
      client.upload(second, "s3://releases/v1.0.1/my-app.zip");
      // doc: presigned
      URI url = client.presignGetObject("s3://releases/v1.0.1/my-app.zip", Duration.ofHours(1));
      // end
      HttpResponse<byte[]> answer =
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofByteArray());
      assertThat(answer.body()).isEqualTo(version(1));
    }
  }
}
