package io.deltaglider.adapter.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.deltaglider.port.storage.Capability;
import io.deltaglider.port.storage.ContentSource;
import io.deltaglider.port.storage.CopyRequest;
import io.deltaglider.port.storage.DeleteRequest;
import io.deltaglider.port.storage.LifecycleRule;
import io.deltaglider.port.storage.ListQuery;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.ObjectAttributes;
import io.deltaglider.port.storage.ObjectReader;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import io.deltaglider.port.storage.StoreHeaders;
import io.deltaglider.port.storage.WriteCondition;
import io.deltaglider.testserver.s3.Reaction;
import io.deltaglider.testserver.s3.ReceivedRequest;
import io.deltaglider.testserver.s3.S3TestServer;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.Tag;

/** Stores that do not take what AWS takes, or do not answer what AWS answers. */
final class OddStoresTest {
  private static final String BUCKET = "odd-store";
  private static final ObjectAddress ADDRESS = new ObjectAddress(BUCKET, "a");

  private final List<ReceivedRequest> requests = new CopyOnWriteArrayList<>();
  private S3TestServer server;
  private S3Storage storage;

  @BeforeEach
  void open() {
    server = TestServers.empty();
    storage =
        TestServers.storage(
            S3StorageOptions.DEFAULT.withParts(100_000, S3StorageOptions.MIN_PART_SIZE));
    storage.createBucket(BUCKET);
  }

  private void put(String text, ObjectAttributes attributes) {
    storage.put(
        ADDRESS, ContentSource.of(text.getBytes(UTF_8)), attributes, WriteCondition.always());
  }

  private void put(int size) {
    storage.put(
        ADDRESS, ContentSource.of(new byte[size]), ObjectAttributes.NONE, WriteCondition.always());
  }

  private static boolean carriesChecksum(ReceivedRequest request) {
    return request.headers().keySet().stream()
            .anyMatch(
                name ->
                    name.startsWith("x-amz-checksum")
                        || name.startsWith("x-amz-sdk-checksum")
                        || name.equals("x-amz-trailer"))
        || request.header("x-amz-content-sha256").orElse("").endsWith("TRAILER");
  }

  @Test
  @DisplayName("L-42 a store that refuses checksums is used without any")
  void noCallCarriesTheSdksChecksums() throws IOException {
    server.disturb(
        request -> {
          requests.add(request);
          return carriesChecksum(request)
              ? Reaction.fail(400, "InvalidArgument")
              : Reaction.answer();
        });

    put("text", ObjectAttributes.NONE.withTags(Map.of("t", "v")));
    put(200_000);
    put(0);
    put("text", ObjectAttributes.NONE);
    storage.head(ADDRESS);
    try (ObjectReader reader = storage.open(ADDRESS)) {
      assertThat(reader.body().readAllBytes()).hasSize(4);
    }
    storage.copy(CopyRequest.of(ADDRESS, new ObjectAddress(BUCKET, "b")));
    storage.list(ListQuery.of(BUCKET, ""));
    storage.tags(ADDRESS);
    storage.setLifecycleRules(BUCKET, List.of(new LifecycleRule("r", "tmp/", true)));
    assertThat(storage.lifecycleRules(BUCKET)).hasSize(1);
    assertThat(storage.deleteAll(BUCKET, List.of(DeleteRequest.of("a"), DeleteRequest.of("b"))))
        .isEmpty();
    storage.deleteBucket(BUCKET);

    assertThat(requests).hasSizeGreaterThan(15);
    assertThat(requests)
        .filteredOn(request -> request.query().startsWith("delete"))
        .singleElement()
        .satisfies(request -> assertThat(request.header("content-md5")).isPresent());
  }

  @Test
  void bodiesNeedNotBeSignedInChunks() {
    server.disturb(
        request -> {
          requests.add(request);
          return Reaction.answer();
        });
    try (S3Storage whole =
        S3Storage.open(TestServers.config(server).withChunkedEncoding(false), Clock.systemUTC())) {
      whole.put(
          ADDRESS,
          ContentSource.of(new byte[1000]),
          ObjectAttributes.NONE,
          WriteCondition.always());
    }

    assertThat(requests)
        .filteredOn(request -> request.method().equals("PUT"))
        .singleElement()
        .satisfies(
            request ->
                assertThat(request.header("x-amz-content-sha256").orElse(""))
                    .doesNotStartWith("STREAMING"));
  }

  @Test
  @DisplayName("P-20 metadata that a store answers to HEAD only is found there")
  void metadataIsTakenFromHeadWhereGetLacksIt() throws IOException {
    put("text", ObjectAttributes.NONE.withMetadata(Map.of("k", "v")));
    server.disturb(
        request ->
            request.method().equals("GET")
                ? Reaction.of(Reaction.Kind.HIDE_METADATA)
                : Reaction.answer());

    for (int i = 0; i < 2; i++) {
      try (ObjectReader reader = storage.open(ADDRESS)) {
        assertThat(reader.head().metadata()).isEqualTo(Map.of("k", "v"));
      }
    }
  }

  @Test
  void aStoreThatAnswersMetadataToGetIsNotAskedTwice() throws IOException {
    put("text", ObjectAttributes.NONE.withMetadata(Map.of("k", "v")));
    storage.open(ADDRESS).close();
    put("text", ObjectAttributes.NONE);
    server.disturb(
        request -> {
          requests.add(request);
          return Reaction.answer();
        });

    storage.open(ADDRESS).close();

    assertThat(requests).extracting(ReceivedRequest::method).containsExactly("GET");
  }

  @ParameterizedTest
  @DisplayName("L-40 transient answers are repeated by the SDK, and nothing is half-written")
  @CsvSource({"500, InternalError", "503, SlowDown", "503, ''", "502, ''", "400, RequestTimeout"})
  void transientAnswersAreRepeated(int status, String code) {
    server.disturb(
        request -> {
          requests.add(request);
          return requests.size() == 1 ? Reaction.fail(status, code) : Reaction.answer();
        });

    put("text", ObjectAttributes.NONE);

    assertThat(requests).hasSize(2);
    assertThat(storage.head(ADDRESS).size()).isEqualTo(4);
  }

  @Test
  void aLostAnswerToAConditionalWriteIsNoRefusal() {
    storage.supports(Capability.CONDITIONAL_PUT, BUCKET);
    server.disturb(
        request -> {
          requests.add(request);
          return requests.size() == 1
              ? Reaction.fail(500, "InternalError")
              : Reaction.fail(412, "PreconditionFailed");
        });

    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(
            () ->
                storage.put(
                    ADDRESS,
                    ContentSource.of(new byte[1]),
                    ObjectAttributes.NONE,
                    WriteCondition.ifAbsent()))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE))
        .withMessageContaining(ADDRESS.toString());
  }

  @ParameterizedTest
  @ValueSource(ints = {409, 412})
  void aLostConditionalWriteIsRefusedInEitherWay(int status) {
    storage.supports(Capability.CONDITIONAL_PUT, BUCKET);
    server.disturb(
        request ->
            Reaction.fail(
                status, status == 409 ? "ConditionalRequestConflict" : "PreconditionFailed"));

    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(
            () ->
                storage.put(
                    ADDRESS,
                    ContentSource.of(new byte[1]),
                    ObjectAttributes.NONE,
                    WriteCondition.ifAbsent()))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.PRECONDITION_FAILED));
  }

  @Test
  void aBucketThatMayNotBeSeenIsNotMissing() {
    server.disturb(request -> Reaction.fail(403, ""));

    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> storage.bucketExists(BUCKET))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.ACCESS_DENIED));
  }

  @Test
  void aViewSendsItsHeadersWithEveryRequest() throws IOException {
    server.disturb(
        request -> {
          requests.add(request);
          return Reaction.answer();
        });
    StoreHeaders payer = new StoreHeaders(Map.of("x-amz-request-payer", "requester"));
    S3Storage view = storage.withHeaders(payer);

    view.put(
        ADDRESS,
        ContentSource.of(new byte[200_000]),
        ObjectAttributes.NONE,
        WriteCondition.always());
    view.head(ADDRESS);
    view.open(ADDRESS).close();
    view.list(ListQuery.of(BUCKET, ""));
    view.copy(CopyRequest.of(ADDRESS, new ObjectAddress(BUCKET, "b")));
    view.deleteAll(BUCKET, List.of(DeleteRequest.of("b")));
    view.delete(BUCKET, DeleteRequest.of("a"));
    view.close();

    assertThat(requests)
        .hasSizeGreaterThan(8)
        .allSatisfy(r -> assertThat(r.header("x-amz-request-payer")).contains("requester"));
    requests.clear();
    storage.list(ListQuery.of(BUCKET, ""));
    assertThat(requests)
        .singleElement()
        .satisfies(r -> assertThat(r.header("x-amz-request-payer")).isEmpty());
  }

  @Test
  @DisplayName("L-45 metadata up to the limit is accepted together with all headers")
  void metadataUpToTheLimitIsAccepted() {
    Map<String, String> metadata =
        Map.of("dg-note", "x".repeat(1000), "name", "\u65e5".repeat(345), "k", "1");
    ObjectAttributes attributes = ObjectAttributes.NONE.withMetadata(metadata);
    assertThat(attributes.metadataBytes()).isEqualTo(storage.maxMetadataBytes());

    put("text", attributes);

    assertThat(storage.head(ADDRESS).metadata()).isEqualTo(metadata);
  }

  private static software.amazon.awssdk.services.s3.model.LifecycleRule.Builder rule(String id) {
    return software.amazon.awssdk.services.s3.model.LifecycleRule.builder()
        .id(id)
        .status(ExpirationStatus.ENABLED)
        .expiration(e -> e.days(1));
  }

  @Test
  @SuppressWarnings("deprecation") // rules of old times have their prefix outside the filter
  void lifecycleRulesOfEveryShapeAreRead() {
    Tag tag = Tag.builder().key("k").value("v").build();
    TestServers.client()
        .putBucketLifecycleConfiguration(
            b ->
                b.bucket(BUCKET)
                    .lifecycleConfiguration(
                        c ->
                            c.rules(
                                rule("and")
                                    .filter(f -> f.and(x -> x.prefix("x/").tags(tag)))
                                    .build(),
                                rule("tag").filter(f -> f.tag(tag)).build(),
                                rule("old").prefix("y/").status("Disabled").build(),
                                rule("size").filter(f -> f.objectSizeGreaterThan(1L)).build())));

    assertThat(storage.lifecycleRules(BUCKET))
        .containsExactly(
            new LifecycleRule("and", "x/", true),
            new LifecycleRule("tag", "", true),
            new LifecycleRule("old", "y/", false),
            new LifecycleRule("size", "", true));
  }
}
