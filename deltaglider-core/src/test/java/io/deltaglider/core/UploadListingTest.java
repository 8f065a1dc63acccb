package io.deltaglider.core;

import static io.deltaglider.core.TestStore.BUCKET;
import static io.deltaglider.core.TestStore.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.deltaglider.adapter.memory.MemoryStorageOptions;
import io.deltaglider.core.list.ListRequest;
import io.deltaglider.core.multipart.ListPartsRequest;
import io.deltaglider.core.multipart.ListUploadsRequest;
import io.deltaglider.core.multipart.MultipartException;
import io.deltaglider.core.multipart.PartPage;
import io.deltaglider.core.multipart.PartRef;
import io.deltaglider.core.multipart.PartRequest;
import io.deltaglider.core.multipart.UploadInfo;
import io.deltaglider.core.multipart.UploadMarker;
import io.deltaglider.core.multipart.UploadPage;
import io.deltaglider.core.multipart.UploadedPart;
import io.deltaglider.port.contract.StorageCall.Operation;
import io.deltaglider.port.storage.Capability;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.ObjectAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Listing uploads and their parts. */
class UploadListingTest {
  private static final String KEY = "v2/app.zip";

  private static Stream<MemoryStorageOptions> stores() {
    MemoryStorageOptions full = MemoryStorageOptions.DEFAULT;
    return Stream.of(full, full.without(Capability.METADATA_WITH_LISTING));
  }

  @Test
  void tenThousandPartsAreListedPageByPage() {
    try (TestStore store = new TestStore()) {
      String id = Parts.create(store.glider, KEY);
      List<UploadedPart> sent = new ArrayList<>();
      for (int number = 1; number <= PartRequest.MAX_NUMBER; number++) {
        byte[] part = {(byte) number, (byte) (number >> 8)};
        sent.add(Parts.send(store.glider, KEY, id, number, part));
      }
      store.storage.clearCalls();

      List<UploadedPart> listed = new ArrayList<>();
      int pages = 0;
      OptionalInt next = OptionalInt.of(0);
      while (next.isPresent()) {
        PartPage page =
            store.glider.listParts(
                ListPartsRequest.of(at(KEY), id).withAfterNumber(next.getAsInt()));
        listed.addAll(page.parts());
        next = page.nextAfterNumber();
        pages++;
      }

      assertThat(listed).isEqualTo(sent);
      assertThat(pages).isEqualTo(10);
      assertThat(store.storage.calls()).hasSize(2 * pages);
      assertThat(store.storage.writes()).isEmpty();
      store.storage.clearCalls();
      assertThat(store.keys(ListRequest.of(BUCKET, ""))).isEmpty();
      assertThat(store.storage.calls().size()).isLessThanOrEqualTo(2);
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void partsAreListedAsTheyWereSent(MemoryStorageOptions options) {
    try (TestStore store = new TestStore(options)) {
      String id = Parts.create(store.glider, KEY);
      List<UploadedPart> sent = new ArrayList<>();
      for (int number : new int[] {2, 30, 10_000}) {
        sent.add(Parts.send(store.glider, KEY, id, number, Contents.random(number, 1)));
        store.advance(Duration.ofSeconds(1));
      }
      ListPartsRequest all = ListPartsRequest.of(at(KEY), id);

      PartPage page = store.otherProcess().listParts(all.withMaxParts(2));
      PartPage rest =
          store.otherProcess().listParts(all.withAfterNumber(page.nextAfterNumber().orElseThrow()));

      assertThat(page.parts()).isEqualTo(sent.subList(0, 2));
      assertThat(rest.parts()).isEqualTo(sent.subList(2, 3));
      assertThat(rest.nextAfterNumber()).isEmpty();
      assertThat(page.upload().key()).isEqualTo(KEY);
      assertThat(page.upload().uploadId()).isEqualTo(id);
      assertThat(store.glider.listParts(all.withMaxParts(0)).parts()).isEmpty();
      assertThat(store.glider.listParts(all.withAfterNumber(10_000)).parts()).isEmpty();
      assertThat(store.glider.listParts(all.withAfterNumber(123_456)).parts()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 1000})
  void uploadsAreListedByKeyThenByTheirBeginning(int pageSize) {
    try (TestStore store = new TestStore()) {
      List<String> keys =
          List.of("b", "a/2", "\uD83D\uDE00", "a/1", "b", "\uFFFD", "b", "a//", "c");
      List<UploadInfo> begun = new ArrayList<>();
      for (String key : keys) {
        begun.add(
            new UploadInfo(
                key, Parts.create(store.glider, key), store.clock.instant(), Optional.empty()));
        store.advance(Duration.ofMillis(1));
      }

      List<UploadInfo> listed =
          uploads(store, ListUploadsRequest.of(BUCKET, "").withMaxUploads(pageSize));

      int[] order = {7, 3, 1, 0, 4, 6, 8, 5, 2};
      List<UploadInfo> expected = new ArrayList<>();
      for (int index : order) {
        expected.add(begun.get(index));
      }
      assertThat(listed).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 1000})
  void keysAreRolledUpIntoCommonPrefixes(int pageSize) {
    try (TestStore store = new TestStore()) {
      for (String key : List.of("p/a/1", "p/a/2", "p/b", "p/b", "p/c/d/e", "q", "p/a", "p//x")) {
        Parts.create(store.glider, key);
      }
      ListUploadsRequest first =
          ListUploadsRequest.of(BUCKET, "p/").withDelimiter("/").withMaxUploads(pageSize);

      List<String> keys = new ArrayList<>();
      List<String> prefixes = new ArrayList<>();
      for (UploadPage page : pages(store, first)) {
        assertThat(page.uploads().size() + page.commonPrefixes().size())
            .isLessThanOrEqualTo(pageSize);
        page.uploads().stream().map(UploadInfo::key).forEach(keys::add);
        prefixes.addAll(page.commonPrefixes());
      }

      assertThat(keys).containsExactly("p/a", "p/b", "p/b");
      assertThat(prefixes).containsExactly("p//", "p/a/", "p/c/");
    }
  }

  @Test
  void aKeyMarkerAloneSkipsAllUploadsOfItsKey() {
    try (TestStore store = new TestStore()) {
      for (String key : List.of("a", "b", "b", "c")) {
        Parts.create(store.glider, key);
      }
      ListUploadsRequest behind =
          ListUploadsRequest.of(BUCKET, "").withMarker(new UploadMarker("b", Optional.empty()));

      assertThat(uploads(store, behind)).extracting(UploadInfo::key).containsExactly("c");
      UploadPage none = store.glider.listUploads(behind.withMaxUploads(0));
      assertThat(none.uploads()).isEmpty();
      assertThat(none.next()).isEmpty();
    }
  }

  @Test
  void onlyUploadsThatCanBeCompletedAreListed() {
    try (TestStore store = new TestStore()) {
      byte[] content = Contents.version(1, 1);
      Parts.upload(store.glider, "completed", content, content.length);
      store.glider.abortUpload(at("aborted"), Parts.create(store.glider, "aborted"));
      store.putRaw(Parts.STAGING + "unknown/upload.json", new byte[3], ObjectAttributes.NONE);
      String damaged = Parts.create(store.glider, "damaged");
      store.flipBit(Parts.STAGING + damaged + "/upload.json", 0);
      Parts.create(store.glider, "expired");
      store.advance(Duration.ofDays(6));
      String open = Parts.create(store.glider, KEY);
      store.advance(Duration.ofDays(1));
      store.storage.clearCalls();

      List<UploadInfo> listed = uploads(store, ListUploadsRequest.of(BUCKET, ""));

      assertThat(listed).extracting(UploadInfo::uploadId).containsExactly(open);
      assertThat(store.storage.writes()).isEmpty();
    }
  }

  @Test
  void uploadIdsAreOfNoUseWithAnythingElse() {
    try (TestStore store = new TestStore()) {
      store.glider.createBucket("another");
      String id = Parts.create(store.glider, KEY);
      PartRef part = Parts.send(store.glider, KEY, id, 1, new byte[3]).ref();
      String random = id.substring(id.indexOf('-'));
      store.putRaw(
          Parts.STAGING + "x/upload.json",
          store.getRaw(Parts.STAGING + id + "/upload.json"),
          ObjectAttributes.NONE);
      store.storage.clearCalls();

      for (String wrong :
          List.of(
              "",
              "x",
              id + "/",
              "../tmp/" + id,
              id + "/parts/00001",
              id.toUpperCase(Locale.ROOT),
              "20261308T120000000Z" + random,
              "20260230T120000000Z" + random,
              id.substring(0, id.length() - 1) + "f")) {
        assertNoSuchUpload(() -> Parts.send(store.glider, KEY, wrong, 1, new byte[3]));
        assertNoSuchUpload(() -> Parts.complete(store.glider, KEY, wrong, List.of(part)));
        assertNoSuchUpload(() -> store.glider.abortUpload(at(KEY), wrong));
        assertNoSuchUpload(() -> store.glider.listParts(ListPartsRequest.of(at(KEY), wrong)));
      }
      assertNoSuchUpload(() -> Parts.send(store.glider, "v2/other.zip", id, 1, new byte[3]));
      assertNoSuchUpload(() -> Parts.complete(store.glider, "v2/other.zip", id, List.of(part)));
      assertNoSuchUpload(() -> store.glider.abortUpload(at("v2/other.zip"), id));
      assertNoSuchUpload(() -> store.glider.abortUpload(new ObjectAddress("another", KEY), id));

      assertThat(store.storage.writes()).isEmpty();
      assertThat(store.storage.calls(Operation.OPEN))
          .allMatch(call -> call.key().endsWith("/upload.json"));
      Parts.complete(store.glider, KEY, id, List.of(part));
    }
  }

  private static void assertNoSuchUpload(Runnable call) {
    assertThatExceptionOfType(MultipartException.class)
        .isThrownBy(call::run)
        .satisfies(e -> assertThat(e.kind()).isEqualTo(MultipartException.Kind.NO_SUCH_UPLOAD));
  }

  @Test
  @DisplayName("an upload that has expired cannot be used, only aborted")
  void expiredUploadsCannotBeUsed() {
    try (TestStore store = new TestStore()) {
      String id = Parts.create(store.glider, KEY);
      PartRef part = Parts.send(store.glider, KEY, id, 1, new byte[3]).ref();
      store.advance(Duration.ofDays(7));

      assertNoSuchUpload(() -> Parts.send(store.glider, KEY, id, 1, new byte[3]));
      assertNoSuchUpload(() -> Parts.complete(store.glider, KEY, id, List.of(part)));
      assertNoSuchUpload(() -> store.glider.listParts(ListPartsRequest.of(at(KEY), id)));
      store.glider.abortUpload(at(KEY), id);

      assertThat(store.storedKeys(Parts.STAGING)).isEmpty();
    }
  }

  private static List<UploadInfo> uploads(TestStore store, ListUploadsRequest first) {
    return pages(store, first).stream().flatMap(page -> page.uploads().stream()).toList();
  }

  private static List<UploadPage> pages(TestStore store, ListUploadsRequest first) {
    List<UploadPage> pages = new ArrayList<>();
    UploadPage page = store.glider.listUploads(first);
    pages.add(page);
    while (page.next().isPresent()) {
      page = store.glider.listUploads(first.withMarker(page.next().get()));
      pages.add(page);
    }
    return pages;
  }
}
