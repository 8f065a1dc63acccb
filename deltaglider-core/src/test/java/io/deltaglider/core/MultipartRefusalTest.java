package io.deltaglider.core;

import static io.deltaglider.core.TestStore.BUCKET;
import static io.deltaglider.core.TestStore.MIN_PART_BYTES;
import static io.deltaglider.core.TestStore.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.deltaglider.adapter.memory.MemoryScratch;
import io.deltaglider.adapter.memory.MemoryStorageOptions;
import io.deltaglider.core.get.GetRequest;
import io.deltaglider.core.integrity.IntegrityException;
import io.deltaglider.core.layout.ReservedKeyException;
import io.deltaglider.core.model.Sha256;
import io.deltaglider.core.multipart.CreateUploadRequest;
import io.deltaglider.core.multipart.MultipartException;
import io.deltaglider.core.multipart.PartRef;
import io.deltaglider.core.multipart.PartRequest;
import io.deltaglider.core.multipart.UploadedPart;
import io.deltaglider.core.put.PutOutcome;
import io.deltaglider.core.spool.ContentLengthException;
import io.deltaglider.port.scratch.ScratchExhaustedException;
import io.deltaglider.port.storage.ByteRange;
import io.deltaglider.port.storage.Capability;
import io.deltaglider.port.storage.ContentHeaders;
import io.deltaglider.port.storage.ObjectAttributes;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import io.deltaglider.port.storage.StoreHeaders;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong about uploads in parts is refused, and harms nothing. */
class MultipartRefusalTest {
  private static final String KEY = "v2/app.zip";
  private static final int PART = 30_000;

  private final byte[] content = Contents.version(1, 1);

  private static Stream<MemoryStorageOptions> stores() {
    MemoryStorageOptions full = MemoryStorageOptions.DEFAULT;
    return Stream.of(
        full, full.without(Capability.CONDITIONAL_PUT, Capability.METADATA_WITH_LISTING));
  }

  @Test
  @DisplayName("L-25: a part that is shorter or longer than declared, or breaks off, is not stored")
  void partsOfAnotherLengthAreRefused() {
    try (TestStore store = new TestStore()) {
      String id = Parts.create(store.glider, KEY);
      PartRequest request = PartRequest.of(at(KEY), id, 1);
      byte[] part = Contents.random(PART, 5);
      for (long declared : new long[] {0, PART - 1, PART + 1}) {
        assertThatExceptionOfType(ContentLengthException.class)
            .isThrownBy(() -> Parts.send(store.glider, request.withDeclaredSize(declared), part))
            .withMessageContaining(BUCKET + "/" + KEY);
      }
      InputStream broken =
          new InputStream() {
            private int left = PART;

            @Override
            public int read() throws IOException {
              if (left-- == 0) {
                throw new IOException("connection lost");
              }
              return 1;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
              buffer[offset] = (byte) read();
              return 1;
            }
          };
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> store.glider.uploadPart(request, broken));

      assertThat(store.storedKeys(Parts.STAGING + id + "/parts/")).isEmpty();
      assertThat(store.scratch.usedBytes()).isZero();
    }
  }

  @Test
  void partsWithAnotherHashThanDeclaredAreRefused() {
    try (TestStore store = new TestStore()) {
      String id = Parts.create(store.glider, KEY);
      PartRequest request = PartRequest.of(at(KEY), id, 1);
      UploadedPart right = Parts.send(store.glider, request, content);
      Parts.send(store.glider, request.withMd5(right.etag()).withSha256(right.sha256()), content);
      byte[] other = Contents.random(PART, 5);

      for (PartRequest wrong :
          List.of(
              request.withMd5(right.etag()),
              request.withSha256(new Sha256("0".repeat(64))),
              request.withSha256(right.sha256()))) {
        assertThatExceptionOfType(MultipartException.class)
            .isThrownBy(() -> Parts.send(store.glider, wrong, other))
            .satisfies(e -> assertThat(e.kind()).isEqualTo(MultipartException.Kind.BAD_DIGEST));
      }

      assertThat(Parts.complete(store.glider, KEY, id, List.of(right.ref())).size())
          .isEqualTo(content.length);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 10_001})
  void partNumbersOutOfRangeAreRefused(int number) {
    assertThatExceptionOfType(MultipartException.class)
        .isThrownBy(() -> PartRequest.of(at(KEY), "id", number))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(MultipartException.Kind.BAD_PART_NUMBER));
  }

  @Test
  void aSourceThatCannotBeReadMakesNoPart() {
    try (TestStore store = new TestStore()) {
      store.put("notes.txt", content);
      String id = Parts.create(store.glider, KEY);
      PartRequest part = PartRequest.of(at(KEY), id, 1);
      GetRequest source = GetRequest.of(at("notes.txt"));

      for (var failing :
          Map.of(
                  source.withRange(ByteRange.from(content.length)), Kind.INVALID_RANGE,
                  source.withIfMatch("another"), Kind.PRECONDITION_FAILED,
                  GetRequest.of(at("missing")), Kind.NO_SUCH_KEY)
              .entrySet()) {
        assertThatExceptionOfType(StorageException.class)
            .isThrownBy(() -> store.glider.uploadPartCopy(part, failing.getKey()))
            .satisfies(e -> assertThat(e.kind()).isEqualTo(failing.getValue()));
      }

      assertThat(store.storedKeys(Parts.STAGING + id + "/parts/")).isEmpty();
    }
  }

  @Test
  @DisplayName("L-24: what does not fit into scratch is refused, typed, and harms nothing")
  void scratchIsBounded() {
    try (TestStore store = new TestStore();
        MemoryScratch scratch = new MemoryScratch(2 * PART, Duration.ZERO)) {
      DeltaGlider small = store.otherProcess(scratch, store.nanos::get);
      String id = Parts.create(small, KEY);
      List<PartRef> refs = Parts.sendAll(small, KEY, id, Parts.cut(content, PART));

      assertThatExceptionOfType(ScratchExhaustedException.class)
          .isThrownBy(
              () ->
                  small.uploadPart(
                      PartRequest.of(at(KEY), id, 9), new ByteArrayInputStream(content)));
      assertThatExceptionOfType(UncheckedIOException.class)
          .isThrownBy(() -> Parts.complete(small, KEY, id, refs))
          .withCauseInstanceOf(ScratchExhaustedException.class);

      assertThat(scratch.usedBytes()).isZero();
      assertThat(store.keys()).isEmpty();
      Parts.complete(store.glider, KEY, id, refs);
      assertThat(store.get(KEY)).isEqualTo(content);
    }
  }

  @Test
  void aDamagedPartIsFoundBeforeAnythingIsWritten() {
    try (TestStore store = new TestStore()) {
      String id = Parts.create(store.glider, KEY);
      List<PartRef> refs = Parts.sendAll(store.glider, KEY, id, Parts.cut(content, PART));
      store.flipBit(Parts.STAGING + id + "/parts/00003", 7);

      assertThatExceptionOfType(IntegrityException.class)
          .isThrownBy(() -> Parts.complete(store.glider, KEY, id, refs))
          .withMessageContaining("/parts/00003");

      assertThat(store.keys()).isEmpty();
    }
  }

  @Test
  void aCustomersKeyIsNeverStored() {
    StoreHeaders secret =
        new StoreHeaders(Map.of("x-amz-server-side-encryption-customer-key", "c2VjcmV0"));
    MemoryStorageOptions options = MemoryStorageOptions.DEFAULT.with(Capability.STORE_HEADERS);
    try (TestStore store = new TestStore(options)) {
      ObjectAttributes attributes = ObjectAttributes.NONE.withStoreHeaders(secret);

      assertThatExceptionOfType(StorageException.class)
          .isThrownBy(
              () ->
                  store.glider.createUpload(
                      CreateUploadRequest.of(at(KEY)).withAttributes(attributes)))
          .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.NOT_SUPPORTED))
          .withMessageNotContaining("c2VjcmV0");

      assertThat(store.storedKeys("")).isEmpty();
    }
  }

  @Test
  void attributesThatTheStoreCannotKeepAreRefusedAtOnce() {
    ObjectAttributes large =
        ObjectAttributes.of(ContentHeaders.NONE, Map.of("name", "x".repeat(2048)));
    ObjectAttributes archived = ObjectAttributes.NONE.withStorageClass(Optional.of("DEEP_ARCHIVE"));
    MemoryStorageOptions options = MemoryStorageOptions.DEFAULT.without(Capability.STORAGE_CLASS);
    try (TestStore store = new TestStore(options)) {
      assertRefused(store, large, Kind.REJECTED);
      assertRefused(store, archived, Kind.NOT_SUPPORTED);
      assertThat(store.storedKeys("")).isEmpty();
    }
  }

  @Test
  void internalKeysCannotBeUploaded() {
    assertThatExceptionOfType(ReservedKeyException.class)
        .isThrownBy(() -> CreateUploadRequest.of(at(".deltaglider/format.json")));
    assertThatExceptionOfType(ReservedKeyException.class)
        .isThrownBy(() -> PartRequest.of(at(".deltaglider/tmp/x"), "id", 1));
  }

  @ParameterizedTest
  @MethodSource("stores")
  void wrongListsOfPartsAreRefused(MemoryStorageOptions options) {
    try (TestStore store = new TestStore(options)) {
      store.put(KEY, Contents.version(1, 0));
      String id = Parts.create(store.glider, KEY);
      List<PartRef> refs = Parts.sendAll(store.glider, KEY, id, Parts.cut(content, PART));
      PartRef first = refs.get(0);
      PartRef second = refs.get(1);
      List<PartRef> tooMany = new ArrayList<>();
      for (int number = 0; number <= PartRequest.MAX_NUMBER; number++) {
        tooMany.add(new PartRef(number, first.etag()));
      }

      assertFails(store, id, List.of(), MultipartException.Kind.BAD_PART_LIST);
      assertFails(store, id, tooMany, MultipartException.Kind.BAD_PART_LIST);
      var order = MultipartException.Kind.INVALID_PART_ORDER;
      assertFails(store, id, List.of(second, first), order);
      assertFails(store, id, List.of(first, first), order);
      var invalid = MultipartException.Kind.INVALID_PART;
      assertFails(store, id, List.of(first, new PartRef(2, first.etag())), invalid);
      assertFails(store, id, List.of(first, new PartRef(9, first.etag())), invalid);
      assertFails(store, id, List.of(new PartRef(0, first.etag())), invalid);
      assertFails(store, id, List.of(new PartRef(1, "W/" + first.etag())), invalid);

      assertThat(store.get(KEY)).isEqualTo(Contents.version(1, 0));
      assertThat(store.scratch.usedBytes()).isZero();
      Parts.complete(store.glider, KEY, id, refs);
      assertThat(store.get(KEY)).isEqualTo(content);
    }
  }

  @Test
  void onlyTheLastPartMayBeSmall() {
    try (TestStore store = new TestStore()) {
      String id = Parts.create(store.glider, KEY);
      PartRef least = Parts.send(store.glider, KEY, id, 1, new byte[MIN_PART_BYTES]).ref();
      PartRef small = Parts.send(store.glider, KEY, id, 2, new byte[MIN_PART_BYTES - 1]).ref();
      PartRef empty = Parts.send(store.glider, KEY, id, 3, new byte[0]).ref();

      var kind = MultipartException.Kind.ENTITY_TOO_SMALL;
      assertFails(store, id, List.of(least, small, empty), kind);
      PutOutcome outcome = Parts.complete(store.glider, KEY, id, List.of(least, empty));

      assertThat(outcome.size()).isEqualTo(MIN_PART_BYTES);
    }
  }

  private static void assertRefused(TestStore store, ObjectAttributes attributes, Kind kind) {
    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(
            () ->
                store.glider.createUpload(
                    CreateUploadRequest.of(at(KEY)).withAttributes(attributes)))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(kind));
  }

  private static void assertFails(
      TestStore store, String id, List<PartRef> parts, MultipartException.Kind kind) {
    assertThatExceptionOfType(MultipartException.class)
        .isThrownBy(() -> Parts.complete(store.glider, KEY, id, parts))
        .withMessageContaining(BUCKET + "/" + KEY)
        .satisfies(e -> assertThat(e.kind()).isEqualTo(kind))
        .satisfies(e -> assertThat(e.address()).isEqualTo(at(KEY)));
  }
}
