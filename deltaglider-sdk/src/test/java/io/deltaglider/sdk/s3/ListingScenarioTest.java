package io.deltaglider.sdk.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.deltaglider.adapter.memory.MemoryStorage;
import io.deltaglider.adapter.memory.MemoryStorageOptions;
import io.deltaglider.port.contract.FaultyStorage;
import io.deltaglider.port.storage.Capability;
import io.deltaglider.testserver.s3.S3TestServer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListBucketsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Listings as S3 gives them. */
class ListingScenarioTest {
  private static S3Object second(ListObjectsV2Response page) {
    return page.contents().stream()
        .filter(object -> object.key().equals(Versions.SECOND))
        .findFirst()
        .orElseThrow();
  }

  @Test
  @DisplayName("P-21 a listing shows what is stored by default, and the content's when asked")
  void sizesAndEtagsOfListings() {
    try (S3TestServer server = S3TestServer.start();
        TestClient test = TestClient.onS3(server, false)) {
      S3Client client = test.client;
      Versions.prepare(client);
      String etag = client.headObject(r -> r.bucket(Versions.BUCKET).key(Versions.SECOND)).eTag();

      S3Object stored = second(client.listObjectsV2(r -> r.bucket(Versions.BUCKET)));
      ListObjectsV2Response page =
          client.listObjectsV2(
              r ->
                  r.bucket(Versions.BUCKET)
                      .overrideConfiguration(
                          o -> o.putExecutionAttribute(DeltaGliderS3Client.FETCH_METADATA, true)));
      S3Object exact = second(page);

      assertThat(stored.size()).isLessThan(Versions.content(1).length / 10L);
      assertThat(stored.eTag()).isNotEqualTo(etag);
      assertThat(second(client.listObjectsV2(r -> r.bucket(Versions.BUCKET)))).isEqualTo(stored);
      assertThat(exact.size()).isEqualTo(Versions.content(1).length);
      assertThat(exact.eTag()).isEqualTo(etag);
      assertThat(Duration.between(exact.lastModified(), Instant.now()))
          .isLessThan(Duration.ofMinutes(5));
      assertThat(exact.lastModified()).isEqualTo(stored.lastModified());
      assertThat(DeltaGliderInfo.ofEach(page).get(Versions.SECOND).delta()).isTrue();
    }
  }

  @Test
  @DisplayName("P-23 internal keys neither show nor count")
  void internalKeysNeitherShowNorCount() {
    try (TestClient test = TestClient.onMemory()) {
      Versions.prepare(test.client);

      ListObjectsV2Response page =
          test.client.listObjectsV2(r -> r.bucket(Versions.BUCKET).maxKeys(1));
      ListObjectsV2Response rolled =
          test.client.listObjectsV2(r -> r.bucket(Versions.BUCKET).delimiter("/"));

      assertThat(page.contents()).extracting(S3Object::key).containsExactly(Versions.FIRST);
      assertThat(page.keyCount()).isEqualTo(1);
      assertThat(page.isTruncated()).isTrue();
      assertThat(rolled.commonPrefixes())
          .extracting(prefix -> prefix.prefix())
          .containsExactly("v1.0.0/", "v1.0.1/");
      assertThat(rolled.keyCount()).isEqualTo(2);
      assertThat(rolled.isTruncated()).isFalse();
    }
  }

  @Test
  @DisplayName("L-29 a page takes calls for its own keys only")
  void aPageTakesCallsForItsOwnKeysOnly() {
    MemoryStorageOptions like =
        MemoryStorageOptions.DEFAULT.without(Capability.METADATA_WITH_LISTING);
    FaultyStorage storage = new FaultyStorage(new MemoryStorage(Clock.systemUTC(), like));
    try (TestClient test = TestClient.on(storage)) {
      test.client.createBucket(r -> r.bucket(Versions.BUCKET));
      List<String> keys = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        keys.add(String.format("k%03d", i));
        Versions.put(test.client, keys.get(i), new byte[] {1});
      }
      int before = storage.calls().size();

      ListObjectsV2Response page =
          test.client.listObjectsV2(
              r ->
                  r.bucket(Versions.BUCKET)
                      .maxKeys(100)
                      .overrideConfiguration(
                          o -> o.putExecutionAttribute(DeltaGliderS3Client.FETCH_METADATA, false)));

      assertThat(storage.calls().size() - before).isLessThanOrEqualTo(2);
      assertThat(page.contents()).extracting(S3Object::key).isEqualTo(keys.subList(0, 100));
      assertThat(
              test
                  .client
                  .listObjectsV2Paginator(r -> r.bucket(Versions.BUCKET).maxKeys(70))
                  .contents()
                  .stream()
                  .map(S3Object::key))
          .containsExactlyElementsOf(keys);
    }
  }

  @Test
  @DisplayName("L-30 an empty page is not truncated, and keys that begin with a dot are there")
  void emptyPagesAndEncodings() {
    try (TestClient test = TestClient.onMemory()) {
      test.client.createBucket(r -> r.bucket(Versions.BUCKET));
      Versions.put(test.client, ".well-known/x", new byte[] {1});
      Versions.put(test.client, "ä b+", new byte[] {1});

      ListObjectsV2Response empty =
          test.client.listObjectsV2(r -> r.bucket(Versions.BUCKET).maxKeys(0));
      ListObjectsV2Response all =
          test.client.listObjectsV2(r -> r.bucket(Versions.BUCKET).encodingType(EncodingType.URL));

      assertThat(empty.contents()).isEmpty();
      assertThat(empty.isTruncated()).isFalse();
      assertThat(empty.nextContinuationToken()).isNull();
      assertThat(all.contents()).extracting(S3Object::key).containsExactly(".well-known/x", "ä b+");
      assertThat(all.encodingType()).isEqualTo(EncodingType.URL);
    }
  }

  @Test
  @DisplayName("L-30 buckets are listed in pages, by prefix and region")
  void bucketsAreListedInPages() {
    try (TestClient test = TestClient.onMemory()) {
      List.of("aaa", "aab", "bbb").forEach(name -> test.client.createBucket(r -> r.bucket(name)));

      ListBucketsResponse first = test.client.listBuckets(r -> r.maxBuckets(2));
      ListBucketsResponse rest =
          test.client.listBuckets(
              r -> r.maxBuckets(2).continuationToken(first.continuationToken()));

      assertThat(first.buckets()).extracting(Bucket::name).containsExactly("aaa", "aab");
      assertThat(rest.buckets()).extracting(Bucket::name).containsExactly("bbb");
      assertThat(rest.continuationToken()).isNull();
      assertThat(test.client.listBuckets(r -> r.prefix("aa")).buckets()).hasSize(2);
      assertThat(test.client.listBuckets(r -> r.bucketRegion("eu-west-1")).buckets()).isEmpty();
      assertThat(
              test.client.listBucketsPaginator(r -> r.maxBuckets(1)).buckets().stream()
                  .map(Bucket::name))
          .containsExactly("aaa", "aab", "bbb");
      assertThatExceptionOfType(S3Exception.class)
          .isThrownBy(() -> test.client.listBuckets(r -> r.continuationToken("%%")))
          .satisfies(e -> assertThat(Versions.code(e)).isEqualTo("400 InvalidArgument"));
    }
  }

  @Test
  void ownersAndNegativeNumbersAreRefused() {
    try (TestClient test = TestClient.onMemory()) {
      test.client.createBucket(r -> r.bucket(Versions.BUCKET));

      assertThatExceptionOfType(S3Exception.class)
          .isThrownBy(
              () -> test.client.listObjectsV2(r -> r.bucket(Versions.BUCKET).fetchOwner(true)))
          .satisfies(e -> assertThat(Versions.code(e)).isEqualTo("501 NotImplemented"));
      assertThatExceptionOfType(S3Exception.class)
          .isThrownBy(() -> test.client.listObjectsV2(r -> r.bucket(Versions.BUCKET).maxKeys(-1)))
          .satisfies(e -> assertThat(Versions.code(e)).isEqualTo("400 InvalidArgument"));
    }
  }
}
