package io.deltaglider.core;

import static io.deltaglider.core.TestStore.BUCKET;
import static io.deltaglider.core.TestStore.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.deltaglider.adapter.memory.MemoryReferenceCache;
import io.deltaglider.adapter.memory.MemoryStorageOptions;
import io.deltaglider.core.get.GetRequest;
import io.deltaglider.core.get.ObjectContent;
import io.deltaglider.core.get.ObjectInfo;
import io.deltaglider.core.list.ListDetail;
import io.deltaglider.core.list.ListRequest;
import io.deltaglider.core.multipart.CreateUploadRequest;
import io.deltaglider.core.multipart.MultipartException;
import io.deltaglider.core.multipart.PartRef;
import io.deltaglider.core.multipart.PartRequest;
import io.deltaglider.core.multipart.UploadedPart;
import io.deltaglider.core.put.PutOptions;
import io.deltaglider.core.put.PutOutcome;
import io.deltaglider.core.put.PutOutcome.Form;
import io.deltaglider.port.contract.StorageCall;
import io.deltaglider.port.contract.StorageCall.Operation;
import io.deltaglider.port.storage.ByteRange;
import io.deltaglider.port.storage.Capability;
import io.deltaglider.port.storage.ContentHeaders;
import io.deltaglider.port.storage.ObjectAttributes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Uploads in parts end like any other put. */
class MultipartTest {
  private static final String KEY = "v2/app.zip";
  private static final int PART = 30_000;

  private final byte[] content = Contents.version(1, 1);

  private static Stream<MemoryStorageOptions> stores() {
    MemoryStorageOptions full = MemoryStorageOptions.DEFAULT;
    return Stream.of(
        full, full.without(Capability.CONDITIONAL_PUT, Capability.METADATA_WITH_LISTING));
  }

  @ParameterizedTest
  @DisplayName("P-35: an upload in parts becomes a delta of the version before, under its own key")
  @MethodSource("stores")
  void uploadsEndAsDeltas(MemoryStorageOptions options) {
    try (TestStore store = new TestStore(options)) {
      store.put("v1/app.zip", Contents.version(1, 0));

      PutOutcome outcome = Parts.upload(store.glider, KEY, content, PART);

      assertThat(outcome.form()).isEqualTo(Form.DELTA);
      assertThat(outcome.storedSize()).isLessThan(content.length / 20);
      assertThat(store.keys()).containsExactly("v1/app.zip", KEY);
      assertThat(store.get(KEY)).isEqualTo(content);
      assertThat(store.scratch.usedBytes()).isZero();
    }
  }

  @Test
  @DisplayName("P-26: a delta that came in parts answers S3's ETag of such an upload everywhere")
  void deltasAnswerTheEtagOfTheirParts() throws IOException {
    try (TestStore store = new TestStore()) {
      store.put("v1/app.zip", Contents.version(1, 0));
      String etag = Parts.etag(Parts.cut(content, PART));
      assertThat(etag).endsWith("-4");

      PutOutcome outcome = Parts.upload(store.glider, KEY, content, PART);

      assertThat(outcome.etag()).isEqualTo(etag);
      assertThat(store.glider.head(at(KEY)).etag()).isEqualTo(etag);
      var page = store.glider.list(ListRequest.of(BUCKET, KEY).withDetail(ListDetail.METADATA));
      assertThat(page.entries().get(0).etag()).isEqualTo(etag);
      try (ObjectContent read = store.glider.get(GetRequest.of(at(KEY)).withIfMatch(etag))) {
        assertThat(read.info().etag()).isEqualTo(etag);
      }
    }
  }

  @Test
  @DisplayName("P-26: a passthrough object that came in parts answers the store's own ETag")
  void passthroughAnswersTheStoresEtag() {
    try (TestStore store = new TestStore()) {
      PutOutcome outcome = Parts.upload(store.glider, "notes.txt", content, PART);

      assertThat(outcome.form()).isEqualTo(Form.PASSTHROUGH);
      assertThat(outcome.etag()).isEqualTo(store.storage.head(at("notes.txt")).etag());
      assertThat(store.glider.head(at("notes.txt")).etag()).isEqualTo(outcome.etag());
      assertThat(store.get("notes.txt")).isEqualTo(content);
    }
  }

  @Test
  void partsMayBeSentInAnyOrderAndNumbersMayHaveGaps() {
    try (TestStore store = new TestStore()) {
      List<byte[]> parts = Parts.cut(content, PART);
      String id = Parts.create(store.glider, KEY);
      int[] numbers = {3, 70, 700, 10_000};
      List<PartRef> refs = new ArrayList<>();
      for (int i = parts.size() - 1; i >= 0; i--) {
        refs.add(0, Parts.send(store.glider, KEY, id, numbers[i], parts.get(i)).ref());
      }

      Parts.complete(store.glider, KEY, id, refs);

      assertThat(store.get(KEY)).isEqualTo(content);
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void everyCallMayComeFromAnotherProcess(MemoryStorageOptions options) {
    try (TestStore store = new TestStore(options)) {
      ObjectAttributes attributes =
          ObjectAttributes.of(
                  ContentHeaders.NONE.withContentType("application/zip"), Map.of("team", "blau ü"))
              .withTags(Map.of("stage", "test"));
      String id =
          store.glider.createUpload(CreateUploadRequest.of(at(KEY)).withAttributes(attributes));
      List<PartRef> refs = new ArrayList<>();
      for (byte[] part : Parts.cut(content, PART)) {
        refs.add(Parts.send(store.otherProcess(), KEY, id, refs.size() + 1, part).ref());
      }

      Parts.complete(store.otherProcess(), KEY, id, refs);

      ObjectInfo info = store.glider.head(at(KEY));
      assertThat(store.get(KEY)).isEqualTo(content);
      assertThat(info.headers()).isEqualTo(attributes.headers());
      assertThat(info.metadata()).isEqualTo(attributes.metadata());
      assertThat(store.storage.tags(at(KEY))).isEqualTo(attributes.tags());
    }
  }

  @Test
  void aPartThatIsSentAgainReplacesTheFirst() {
    try (TestStore store = new TestStore()) {
      List<byte[]> parts = Parts.cut(content, PART);
      String id = Parts.create(store.glider, KEY);
      UploadedPart old = Parts.send(store.glider, KEY, id, 2, Contents.random(PART, 5));
      List<PartRef> refs = Parts.sendAll(store.glider, KEY, id, parts);
      List<PartRef> stale = new ArrayList<>(refs);
      stale.set(1, old.ref());

      assertFails(store, id, stale, MultipartException.Kind.INVALID_PART);
      Parts.complete(store.glider, KEY, id, refs);

      assertThat(store.get(KEY)).isEqualTo(content);
    }
  }

  @Test
  void partsThatAreNotNamedAreDropped() {
    try (TestStore store = new TestStore()) {
      String id = Parts.create(store.glider, KEY);
      List<PartRef> refs = Parts.sendAll(store.glider, KEY, id, Parts.cut(content, PART));

      Parts.complete(store.glider, KEY, id, refs.subList(1, 3));

      assertThat(store.get(KEY)).isEqualTo(Arrays.copyOfRange(content, PART, 3 * PART));
      assertThat(store.storedKeys(Parts.STAGING))
          .containsExactly(Parts.STAGING + id + "/upload.json");
    }
  }

  private static void assertFails(
      TestStore store, String id, List<PartRef> parts, MultipartException.Kind kind) {
    assertThatExceptionOfType(MultipartException.class)
        .isThrownBy(() -> Parts.complete(store.glider, KEY, id, parts))
        .withMessageContaining(BUCKET + "/" + KEY)
        .satisfies(e -> assertThat(e.kind()).isEqualTo(kind))
        .satisfies(e -> assertThat(e.address()).isEqualTo(at(KEY)));
  }

  @Test
  @DisplayName("L-24: parts can be copied from ranges of deltas and of passthrough objects")
  void partsCanBeCopiedFromObjects() throws IOException {
    try (TestStore store = new TestStore()) {
      store.put("v1/app.zip", Contents.version(1, 0));
      store.put("v2/old.zip", content);
      store.put("notes.txt", content);
      assertThat(store.glider.head(at("v1/app.zip")).form()).isEqualTo(ObjectInfo.Form.DELTA);
      String id = Parts.create(store.glider, KEY);
      GetRequest delta = GetRequest.of(at("v1/app.zip"));
      GetRequest whole = GetRequest.of(at("notes.txt"));

      UploadedPart first =
          store.glider.uploadPartCopy(
              PartRequest.of(at(KEY), id, 1), delta.withRange(ByteRange.of(100, 40_099)));
      UploadedPart second =
          store.glider.uploadPartCopy(
              PartRequest.of(at(KEY), id, 2), whole.withRange(ByteRange.last(20_000)));
      UploadedPart third = store.glider.uploadPartCopy(PartRequest.of(at(KEY), id, 3), delta);
      Parts.complete(store.glider, KEY, id, List.of(first.ref(), second.ref(), third.ref()));

      byte[] version = Contents.version(1, 0);
      byte[] expected = new byte[60_000 + version.length];
      System.arraycopy(version, 100, expected, 0, 40_000);
      System.arraycopy(content, content.length - 20_000, expected, 40_000, 20_000);
      System.arraycopy(version, 0, expected, 60_000, version.length);
      assertThat(store.get(KEY)).isEqualTo(expected);
      assertThat(store.scratch.usedBytes()).isZero();
    }
  }

  @Test
  @DisplayName("P-31: completing reads the parts one after the other, never two at a time")
  void partsAreReadOneAfterTheOther() {
    try (TestStore store = new TestStore()) {
      String id = Parts.create(store.glider, KEY);
      List<PartRef> refs = Parts.sendAll(store.glider, KEY, id, Parts.cut(content, PART));
      String prefix = Parts.STAGING + id + "/parts/";
      store.storage.clearCalls();
      store
          .storage
          .when(Operation.OPEN)
          .underPrefix(prefix)
          .always()
          .runBefore(
              () -> {
                List<StorageCall> opened = parts(store, prefix);
                opened.remove(opened.size() - 1); // the one that is about to begin
                assertThat(opened).allMatch(call -> call.bytesRead() == PART);
              });

      Parts.complete(store.glider, KEY, id, refs);

      assertThat(parts(store, prefix)).hasSize(refs.size());
      assertThat(store.get(KEY)).isEqualTo(content);
    }
  }

  private static List<StorageCall> parts(TestStore store, String prefix) {
    return new ArrayList<>(
        store.storage.calls(Operation.OPEN).stream()
            .filter(call -> call.key().startsWith(prefix))
            .toList());
  }

  @Test
  void aClientThatWantsNoDeltaGetsNone() {
    try (TestStore store =
        new TestStore(
            MemoryStorageOptions.DEFAULT, PutOptions.DEFAULT, new MemoryReferenceCache(1 << 20))) {
      String id =
          store.glider.createUpload(new CreateUploadRequest(at(KEY), ObjectAttributes.NONE, false));
      List<PartRef> refs = Parts.sendAll(store.glider, KEY, id, Parts.cut(content, PART));

      assertThat(Parts.complete(store.glider, KEY, id, refs).form()).isEqualTo(Form.PASSTHROUGH);
    }
  }
}
