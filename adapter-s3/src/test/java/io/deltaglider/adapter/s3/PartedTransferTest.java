package io.deltaglider.adapter.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.deltaglider.port.storage.ContentHeaders;
import io.deltaglider.port.storage.ContentSource;
import io.deltaglider.port.storage.CopyRequest;
import io.deltaglider.port.storage.ListQuery;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.ObjectAttributes;
import io.deltaglider.port.storage.ObjectHead;
import io.deltaglider.port.storage.ObjectReader;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import io.deltaglider.port.storage.StoreHeaders;
import io.deltaglider.port.storage.StoredVersion;
import io.deltaglider.port.storage.WriteCondition;
import io.deltaglider.testserver.s3.Reaction;
import io.deltaglider.testserver.s3.ReceivedRequest;
import io.deltaglider.testserver.s3.S3TestServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;

/** Objects that are written and copied in parts: whole, or not at all and without a trace. */
final class PartedTransferTest {
  private static final String BUCKET = "parted";
  private static final ObjectAddress ADDRESS = new ObjectAddress(BUCKET, "a");
  private static final ObjectAddress COPY = new ObjectAddress(BUCKET, "b");
  private static final int PART = S3StorageOptions.MIN_PART_SIZE;
  private static final int SIZE = 2 * PART + 12_345;

  private final byte[] bytes = new byte[SIZE];
  private final List<ReceivedRequest> requests = new CopyOnWriteArrayList<>();
  private S3TestServer server;
  private S3Storage storage;

  @BeforeEach
  void open() {
    new Random(31).nextBytes(bytes);
    server = TestServers.empty();
    storage =
        TestServers.storage(S3StorageOptions.DEFAULT.withParts(PART, PART).withCopyThreshold(PART));
    storage.createBucket(BUCKET);
  }

  private StoredVersion put(ContentSource content, WriteCondition condition) {
    return storage.put(ADDRESS, content, ObjectAttributes.NONE, condition);
  }

  private byte[] read(ObjectAddress address) throws IOException {
    try (ObjectReader reader = storage.open(address)) {
      return reader.body().readAllBytes();
    }
  }

  private void assertNothingIsLeft() {
    assertThat(TestServers.client().listMultipartUploads(b -> b.bucket(BUCKET)).uploads())
        .isEmpty();
    assertThat(storage.list(ListQuery.of(BUCKET, "")).objects()).isEmpty();
  }

  private static void assertKind(Kind kind, Runnable call) {
    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(call::run)
        .satisfies(e -> assertThat(e.kind()).as(e.getMessage()).isEqualTo(kind))
        .withMessageContaining(BUCKET);
  }

  @Test
  @DisplayName("P-31 a large object is uploaded in parts and comes back")
  void aLargeObjectIsUploadedInParts() throws IOException {
    StoredVersion stored = put(ContentSource.of(bytes), WriteCondition.always());

    assertThat(stored.etag()).endsWith("-3");
    assertThat(read(ADDRESS)).isEqualTo(bytes);
    assertThat(storage.head(ADDRESS).etag()).isEqualTo(stored.etag());
  }

  @ParameterizedTest
  @DisplayName("10,000 parts suffice for every size that S3 takes")
  @CsvSource({
    "0, 16777216",
    "167772160000, 16777216",
    "167772160001, 17825792",
    "5497558138880, 550502400"
  })
  void partsGrowWithTheSize(long size, long expected) {
    long partSize = PartedUpload.partSize(size, 16 << 20);

    assertThat(partSize).isEqualTo(expected);
    assertThat((size + partSize - 1) / partSize).isLessThanOrEqualTo(PartedUpload.MAX_PARTS);
  }

  @Test
  void theConditionIsDecidedAtTheEnd() throws IOException {
    AtomicBoolean first = new AtomicBoolean(true);
    server.disturb(
        request -> {
          if (request.query().contains("partNumber=2") && first.getAndSet(false)) {
            TestServers.client()
                .putObject(b -> b.bucket(BUCKET).key("a"), RequestBody.fromString("interloper"));
          }
          return Reaction.answer();
        });

    assertKind(
        Kind.PRECONDITION_FAILED, () -> put(ContentSource.of(bytes), WriteCondition.ifAbsent()));

    assertThat(read(ADDRESS)).asString().isEqualTo("interloper");
    assertThat(TestServers.client().listMultipartUploads(b -> b.bucket(BUCKET)).uploads())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"partNumber=1&", "partNumber=2&", "partNumber=3&"})
  void aPartThatFailsLeavesNothing(String part) {
    server.disturb(
        request ->
            (request.query() + "&").contains(part)
                ? Reaction.fail(403, "AccessDenied")
                : Reaction.answer());

    assertKind(Kind.ACCESS_DENIED, () -> put(ContentSource.of(bytes), WriteCondition.always()));
    assertNothingIsLeft();
  }

  @Test
  void anEndThatFailsLeavesNothing() {
    server.disturb(
        request ->
            request.method().equals("POST") && request.query().startsWith("uploadId")
                ? Reaction.fail(400, "InvalidRequest")
                : Reaction.answer());

    assertKind(Kind.REJECTED, () -> put(ContentSource.of(bytes), WriteCondition.always()));
    assertNothingIsLeft();
  }

  /** Content that says it has {@link #SIZE} bytes. */
  private ContentSource saying(byte[] real) {
    return new ContentSource() {
      @Override
      public long size() {
        return SIZE;
      }

      @Override
      public InputStream open() {
        return new ByteArrayInputStream(real);
      }
    };
  }

  @ParameterizedTest
  @DisplayName("L-25 content of another size than stated is refused, also in parts")
  @ValueSource(ints = {-1, 1, -12_345, -PART})
  void contentOfAnotherSizeLeavesNothing(int excess) {
    assertKind(
        Kind.REJECTED,
        () -> put(saying(Arrays.copyOf(bytes, SIZE + excess)), WriteCondition.always()));
    assertNothingIsLeft();
  }

  @Test
  void contentThatCannotBeReadLeavesNothing() {
    ContentSource broken =
        new ContentSource() {
          @Override
          public long size() {
            return SIZE;
          }

          @Override
          public InputStream open() throws IOException {
            throw new IOException("no such file");
          }
        };

    assertKind(Kind.UNAVAILABLE, () -> put(broken, WriteCondition.always()));
    assertNothingIsLeft();
  }

  @Test
  @DisplayName("P-20 what is copied in parts keeps headers, metadata, tags and storage class")
  void aCopyInPartsKeepsEverything() throws IOException {
    ObjectAttributes attributes =
        ObjectAttributes.of(
                ContentHeaders.NONE.withContentType("application/zip"),
                Map.of("k", "Gr\u00fc\u00dfe"))
            .withTags(Map.of("t", "v"))
            .withStorageClass(Optional.of("STANDARD_IA"));
    storage.put(ADDRESS, ContentSource.of(bytes), attributes, WriteCondition.always());

    storage.copy(CopyRequest.of(ADDRESS, COPY));

    ObjectHead head = storage.head(COPY);
    assertThat(read(COPY)).isEqualTo(bytes);
    assertThat(head.headers()).isEqualTo(attributes.headers());
    assertThat(head.metadata()).isEqualTo(attributes.metadata());
    assertThat(head.storageClass()).contains("STANDARD_IA");
    assertThat(storage.tags(COPY)).isEqualTo(Map.of("t", "v"));
  }

  @Test
  void aCopyInPartsCarriesItsReplacement() {
    put(ContentSource.of(bytes), WriteCondition.always());

    storage.copy(
        CopyRequest.of(ADDRESS, COPY)
            .withReplacement(ObjectAttributes.NONE.withMetadata(Map.of("new", "w"))));

    assertThat(storage.head(COPY).metadata()).isEqualTo(Map.of("new", "w"));
    assertThat(storage.tags(COPY)).isEmpty();
  }

  @Test
  void aSourceThatChangesDuringACopyInPartsIsNeverMixed() {
    put(ContentSource.of(bytes), WriteCondition.always());
    AtomicBoolean first = new AtomicBoolean(true);
    server.disturb(
        request -> {
          boolean copiesPart = request.header("x-amz-copy-source-range").isPresent();
          if (copiesPart && first.getAndSet(false)) {
            TestServers.client()
                .putObject(b -> b.bucket(BUCKET).key("a"), RequestBody.fromBytes(new byte[SIZE]));
          }
          return Reaction.of(Reaction.Kind.IGNORE_CONDITIONS);
        });

    assertKind(Kind.PRECONDITION_FAILED, () -> storage.copy(CopyRequest.of(ADDRESS, COPY)));

    assertThat(TestServers.client().listMultipartUploads(b -> b.bucket(BUCKET)).uploads())
        .isEmpty();
    assertThat(storage.list(ListQuery.of(BUCKET, "b")).objects()).isEmpty();
  }

  @Test
  void aCustomersKeyIsOnEveryPartAndTheRestOnlyOnTheFirstRequest() {
    server.disturb(
        request -> {
          requests.add(request);
          return request.query().startsWith("uploadId") && request.method().equals("POST")
              ? Reaction.fail(403, "AccessDenied")
              : Reaction.answer();
        });
    StoreHeaders headers =
        new StoreHeaders(
            Map.of(
                "x-amz-server-side-encryption-customer-algorithm", "AES256",
                "x-amz-server-side-encryption-customer-key",
                    "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
                "x-amz-server-side-encryption-customer-key-md5", "hRasmdxgYDKV3nvbahU1MA==",
                "x-amz-website-redirect-location", "/x"));

    assertKind(
        Kind.ACCESS_DENIED,
        () ->
            storage.put(
                ADDRESS,
                ContentSource.of(bytes),
                ObjectAttributes.NONE.withStoreHeaders(headers),
                WriteCondition.always()));

    String key = "x-amz-server-side-encryption-customer-key";
    assertThat(requests)
        .filteredOn(r -> r.query().contains("partNumber"))
        .hasSize(3)
        .allSatisfy(r -> assertThat(r.headers()).containsKey(key))
        .allSatisfy(
            r -> assertThat(r.headers()).doesNotContainKey("x-amz-website-redirect-location"));
    assertThat(requests)
        .filteredOn(r -> r.query().startsWith("uploads"))
        .singleElement()
        .satisfies(
            r -> assertThat(r.headers()).containsKeys(key, "x-amz-website-redirect-location"));
  }
}
