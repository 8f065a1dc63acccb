package io.deltaglider.sdk.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltaglider.testserver.s3.S3TestServer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.StorageClass;

/** What an object carries comes back from every call, whatever its stored form. */
class MetadataScenarioTest {
  private static final Map<String, String> METADATA =
      Map.of(
          "build", "42",
          "author", "Jürgen Groß \u2603",
          "dg-format", "1",
          "dg-tool", "mine",
          "long", "x".repeat(1500));
  private static final Instant EXPIRES = Instant.parse("2031-02-03T04:05:06Z");

  private static void check(S3Client client) {
    Versions.prepare(client);
    for (String key : new String[] {Versions.SECOND, Versions.SMALL}) {
      put(client, key);
      assertCarried(client, key);
      String copy = "copy-of/" + key;
      client.copyObject(
          r ->
              r.sourceBucket(Versions.BUCKET)
                  .sourceKey(key)
                  .destinationBucket(Versions.BUCKET)
                  .destinationKey(copy)
                  .storageClass(StorageClass.STANDARD_IA));
      assertCarried(client, copy);
      assertThat(client.getObjectTagging(r -> r.bucket(Versions.BUCKET).key(copy)).tagSet())
          .singleElement()
          .satisfies(tag -> assertThat(tag.key() + "=" + tag.value()).isEqualTo("team=a b"));
    }
  }

  private static void put(S3Client client, String key) {
    client.putObject(
        r ->
            r.bucket(Versions.BUCKET)
                .key(key)
                .metadata(METADATA)
                .contentType("application/x-a")
                .contentEncoding("identity")
                .contentLanguage("de")
                .contentDisposition("inline")
                .cacheControl("max-age=1")
                .expires(EXPIRES)
                .tagging("team=a%20b")
                .storageClass(StorageClass.STANDARD_IA),
        RequestBody.fromBytes(Versions.content(2)));
  }

  private static void assertCarried(S3Client client, String key) {
    HeadObjectResponse head = client.headObject(r -> r.bucket(Versions.BUCKET).key(key));
    assertThat(head.metadata()).isEqualTo(METADATA);
    assertThat(head.contentType()).isEqualTo("application/x-a");
    assertThat(head.contentEncoding()).isEqualTo("identity");
    assertThat(head.contentLanguage()).isEqualTo("de");
    assertThat(head.contentDisposition()).isEqualTo("inline");
    assertThat(head.cacheControl()).isEqualTo("max-age=1");
    assertThat(head.expiresString()).isEqualTo("Mon, 03 Feb 2031 04:05:06 GMT");
    assertThat(head.storageClass()).isEqualTo(StorageClass.STANDARD_IA);
    var got = client.getObjectAsBytes(r -> r.bucket(Versions.BUCKET).key(key));
    assertThat(got.response().metadata()).isEqualTo(METADATA);
    assertThat(got.response().contentType()).isEqualTo("application/x-a");
    assertThat(got.response().contentEncoding()).isEqualTo("identity");
    assertThat(got.response().storageClass()).isEqualTo(StorageClass.STANDARD_IA);
    assertThat(got.asByteArray()).isEqualTo(Versions.content(2));
  }

  @Test
  @DisplayName("P-20 metadata, headers, tags and storage class come back from memory")
  void everythingComesBackFromMemory() {
    try (TestClient test = TestClient.onMemory()) {
      check(test.client);
    }
  }

  @Test
  @DisplayName("P-20 metadata, headers, tags and storage class come back from a directory")
  void everythingComesBackFromADirectory(@TempDir Path directory) {
    try (TestClient test = TestClient.onFiles(directory)) {
      check(test.client);
    }
  }

  @Test
  @DisplayName("P-20 metadata, headers, tags and storage class come back from S3")
  void everythingComesBackFromS3() {
    try (S3TestServer server = S3TestServer.start();
        TestClient test = TestClient.onS3(server, false)) {
      check(test.client);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {Versions.SECOND, Versions.SMALL})
  void namesOfMetadataAreLowerCaseAsOnS3(String key) {
    try (TestClient test = TestClient.onMemory()) {
      Versions.prepare(test.client);
      test.client.putObject(
          r -> r.bucket(Versions.BUCKET).key(key).metadata(Map.of("Build-Number", "1")),
          RequestBody.fromBytes(Versions.content(2)));

      assertThat(test.client.headObject(r -> r.bucket(Versions.BUCKET).key(key)).metadata())
          .containsExactly(Map.entry("build-number", "1"));
    }
  }

  @Test
  void aCopyWithoutStorageClassIsStandardAsOnS3() {
    try (TestClient test = TestClient.onMemory()) {
      Versions.prepare(test.client);
      put(test.client, Versions.SECOND);
      test.client.copyObject(
          r ->
              r.sourceBucket(Versions.BUCKET)
                  .sourceKey(Versions.SECOND)
                  .destinationBucket(Versions.BUCKET)
                  .destinationKey("copy.zip")
                  .metadataDirective(MetadataDirective.COPY));

      HeadObjectResponse copy =
          test.client.headObject(r -> r.bucket(Versions.BUCKET).key("copy.zip"));
      assertThat(copy.storageClass()).isNull();
      assertThat(copy.metadata()).isEqualTo(METADATA);
    }
  }
}
