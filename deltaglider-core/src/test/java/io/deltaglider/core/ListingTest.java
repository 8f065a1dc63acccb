package io.deltaglider.core;

import static io.deltaglider.core.TestStore.BUCKET;
import static io.deltaglider.core.TestStore.at;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.deltaglider.adapter.memory.MemoryStorageOptions;
import io.deltaglider.core.get.ObjectInfo.Form;
import io.deltaglider.core.list.ListDetail;
import io.deltaglider.core.list.ListEntry;
import io.deltaglider.core.list.ListRequest;
import io.deltaglider.core.list.Listing;
import io.deltaglider.core.metadata.MetadataCodec;
import io.deltaglider.core.metadata.SelfDescription;
import io.deltaglider.port.contract.StorageCall.Operation;
import io.deltaglider.port.storage.Bucket;
import io.deltaglider.port.storage.Capability;
import io.deltaglider.port.storage.ContentHeaders;
import io.deltaglider.port.storage.KeyOrder;
import io.deltaglider.port.storage.ObjectAttributes;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import io.deltaglider.port.storage.WriteCondition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Listings show the users' keys, in order, page by page, and nothing else. */
class ListingTest {
  private static final List<String> KEYS =
      List.of(
          "!first",
          ".a",
          ".deltaglider",
          ".deltaglider!",
          ".deltagliderx",
          ".well-known/x",
          "a.zip",
          "a.zip-x.txt",
          "a.zip.",
          "dir//b",
          "dir/a",
          "dir/b",
          "v1",
          "v1.2",
          "é",
          "\uffee",
          "\ud83d\ude00");

  private final TestStore store = new TestStore(noMetadataWithListing());

  private static MemoryStorageOptions noMetadataWithListing() {
    return MemoryStorageOptions.DEFAULT.without(Capability.METADATA_WITH_LISTING);
  }

  @BeforeEach
  void putKeys() {
    store.put("dir/b", Contents.version(1, 0)); // makes what is internal
    for (String key : KEYS) {
      store.put(key, new byte[3]);
    }
  }

  @AfterEach
  void close() {
    store.close();
  }

  @ParameterizedTest
  @DisplayName("P-22: pages of every size end, ascend by UTF-8 bytes and together are everything")
  @ValueSource(ints = {1, 2, 3, 5, 7, 16, 17, 18, 1000})
  void pagesTogetherAreEverything(int maxKeys) {
    for (Optional<String> delimiter :
        List.of(Optional.<String>empty(), Optional.of("/"), Optional.of("."))) {
      ListRequest request = ListRequest.of(BUCKET, "");
      request = delimiter.isPresent() ? request.withDelimiter(delimiter.get()) : request;
      for (String startAfter : List.of("", "!", ".deltaglider", ".deltaglider/", "a.zip", "z")) {
        ListRequest from = startAfter.isEmpty() ? request : request.withStartAfter(startAfter);
        List<String> paged = texts(from.withMaxKeys(maxKeys));
        assertThat(paged)
            .as("max keys %d, delimiter %s, start after %s", maxKeys, delimiter, startAfter)
            .isEqualTo(texts(from))
            .doesNotContain(startAfter)
            .doesNotHaveDuplicates();
      }
    }
    assertThat(texts(ListRequest.of(BUCKET, "").withMaxKeys(maxKeys))).isEqualTo(KEYS);
  }

  /** Returns keys and common prefixes of all pages, as they come. */
  private List<String> texts(ListRequest first) {
    List<String> texts = new ArrayList<>();
    Optional<ListRequest> next = Optional.of(first);
    for (int page = 0; next.isPresent(); page++) {
      assertThat(page).as("pages").isLessThan(100);
      ListRequest request = next.get();
      Listing listing = store.glider.list(request);
      List<String> together = new ArrayList<>(listing.commonPrefixes());
      listing.entries().stream().map(ListEntry::key).forEach(together::add);
      assertThat(together).hasSizeLessThanOrEqualTo(request.maxKeys());
      if (listing.nextPageToken().isPresent()) {
        assertThat(together).hasSize(request.maxKeys());
      }
      together.sort(KeyOrder.UTF_8);
      texts.addAll(together);
      next = listing.nextPageToken().map(request::withPageToken);
    }
    return texts;
  }

  @Test
  @DisplayName("L-30: no keys asked for is an untruncated empty page, also below a dot directory")
  void noKeysAskedFor() {
    Listing none = store.glider.list(ListRequest.of(BUCKET, "").withMaxKeys(0));
    assertThat(none.entries()).isEmpty();
    assertThat(none.commonPrefixes()).isEmpty();
    assertThat(none.nextPageToken()).isEmpty();

    assertThat(store.keys(ListRequest.of(BUCKET, ".well-known/"))).containsExactly(".well-known/x");
    assertThat(store.glider.list(ListRequest.of(BUCKET, "").withDelimiter("/")).commonPrefixes())
        .containsExactly(".well-known/", "dir/");
  }

  @Test
  @DisplayName("L-30: many buckets are all listed, in order")
  void manyBucketsAreListed() {
    IntStream.range(0, 1200)
        .forEach(number -> store.glider.createBucket("bucket-%04d".formatted(number)));

    List<String> names = store.glider.listBuckets().stream().map(Bucket::name).toList();

    assertThat(names).hasSize(1201).isSorted().contains("bucket-1199", BUCKET);
  }

  @ParameterizedTest
  @DisplayName("P-23: what is internal is neither a key nor a prefix nor counted")
  @ValueSource(
      strings = {"", ".", ".d", ".deltaglider", ".deltaglider/", ".deltaglider/references"})
  void internalKeysAreNotSeen(String prefix) {
    for (int number = 0; number < 1100; number++) {
      store.putRaw(".deltaglider/tmp/" + number, new byte[1], ObjectAttributes.NONE);
    }
    List<String> expected = KEYS.stream().filter(key -> key.startsWith(prefix)).toList();

    assertThat(store.keys(ListRequest.of(BUCKET, prefix).withMaxKeys(1))).isEqualTo(expected);
    store.storage.clearCalls();
    assertThat(store.keys(ListRequest.of(BUCKET, prefix))).isEqualTo(expected);
    assertThat(store.storage.calls(Operation.LIST)).hasSizeLessThanOrEqualTo(2);
    assertThat(
            store.glider.list(ListRequest.of(BUCKET, prefix).withDelimiter("/")).commonPrefixes())
        .noneMatch(text -> text.startsWith(".deltaglider/"));
  }

  @Test
  void aPrefixThatOnlyInternalKeysHaveIsNotShown() {
    store.glider.deleteAll(BUCKET, List.of(".deltaglider", ".deltaglider!", ".deltagliderx"));

    Listing listing = store.glider.list(ListRequest.of(BUCKET, "").withDelimiter("l"));

    assertThat(listing.commonPrefixes()).containsExactly(".wel");
    store.put(".deltaglider!", new byte[1]);
    assertThat(store.glider.list(ListRequest.of(BUCKET, "").withDelimiter("l")).commonPrefixes())
        .containsExactly(".del", ".wel");
  }

  @Test
  void foreignKeysBehindEveryInternalKeyEndTheWalk() {
    store.putRaw(".deltaglider/\udbff\udfff\udbff\udfff", new byte[1], ObjectAttributes.NONE);

    assertThat(store.keys(ListRequest.of(BUCKET, "").withMaxKeys(3))).isEqualTo(KEYS);
  }

  @Test
  @DisplayName("P-21, P-47: a page is one call by default, and exact sizes cost a HEAD each, once")
  void exactSizesAreRememberedByStoredForm() {
    store.put("v1/app.zip", Contents.version(1, 0));
    store.put("v2/app.zip", Contents.version(1, 1));
    ListRequest request = ListRequest.of(BUCKET, "v2/");
    store.storage.clearCalls();

    ListEntry plain = store.glider.list(request).entries().get(0);
    assertThat(store.storage.calls()).hasSize(1);
    assertThat(plain.size()).isLessThan(1000);
    assertThat(plain.lastModified()).isEqualTo(store.clock.instant());

    ListEntry exact = store.glider.list(request.withDetail(ListDetail.METADATA)).entries().get(0);
    assertThat(exact.size()).isEqualTo(Contents.SIZE);
    assertThat(exact.etag()).isEqualTo(store.glider.head(at("v2/app.zip")).etag());
    store.storage.clearCalls();
    assertThat(store.glider.list(request.withDetail(ListDetail.METADATA)).entries())
        .containsExactly(exact);
    assertThat(store.storage.calls()).hasSize(1);
  }

  @Test
  @DisplayName("L-14, L-65: what is remembered of an object goes with its stored form")
  void rememberedSizesAreNeverStale() {
    ListRequest request = ListRequest.of(BUCKET, "v2/").withDetail(ListDetail.METADATA);
    store.put("v1/app.zip", Contents.version(1, 0));
    store.put("v2/app.zip", Contents.version(1, 1));
    assertThat(store.glider.list(request).entries().get(0).size()).isEqualTo(Contents.SIZE);

    store.putRaw("v2/app.zip", new byte[7], ObjectAttributes.NONE);
    assertThat(store.glider.list(request).entries().get(0).size()).isEqualTo(7);

    store.glider.delete(at("v2/app.zip"), WriteCondition.always());
    assertThat(store.glider.list(request).entries()).isEmpty();
  }

  @Test
  @DisplayName(
      "P-21: the least body that can be a delta is looked at; what is smaller needs no look")
  void theLeastDeltaIsNotTakenForItsBody() {
    String text = "DG1;f=" + "0".repeat(64) + ";n=0;r=-";
    byte[] least = ("\u00d6\u00c3\u00c4\0\4N" + text).getBytes(ISO_8859_1);
    assertThat(least).hasSize(SelfDescription.MIN_BYTES);
    ContentHeaders type = ContentHeaders.NONE.withContentType(MetadataCodec.DELTA_CONTENT_TYPE);
    ObjectAttributes copied = ObjectAttributes.of(type, Map.of());
    store.putRaw("least/a", least, copied);
    store.putRaw("least/b", Arrays.copyOf(least, least.length - 1), copied);
    ListRequest request = ListRequest.of(BUCKET, "least/").withDetail(ListDetail.CONTENT);

    List<ListEntry> entries = store.glider.list(request).entries();

    assertThat(entries).extracting(ListEntry::size).containsExactly(0L, least.length - 1L);
    assertThat(entries)
        .extracting(ListEntry::storedSize)
        .containsExactly((long) least.length, least.length - 1L);
    assertThat(entries)
        .extracting(ListEntry::form)
        .containsExactly(Optional.of(Form.DELTA), Optional.of(Form.PASSTHROUGH));
    assertThat(entries)
        .extracting(ListEntry::etag)
        .containsExactlyElementsOf(
            List.of(
                store.glider.head(at("least/a")).etag(), store.glider.head(at("least/b")).etag()));
  }

  @Test
  void whatIsKnownOfTheSmallestObjectsIsFetchedIfAskedFor() {
    ListRequest request = ListRequest.of(BUCKET, "a.zip").withDetail(ListDetail.METADATA);

    assertThat(store.glider.list(request).entries())
        .hasSize(3)
        .allSatisfy(entry -> assertThat(entry.info()).contains(store.glider.head(at(entry.key()))));
  }

  @Test
  void badPageTokensAreRefused() {
    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> store.glider.list(ListRequest.of(BUCKET, "").withPageToken("*")))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.REJECTED));
  }
}
