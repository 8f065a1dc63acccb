package io.deltaglider.port.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltaglider.port.storage.Capability;
import io.deltaglider.port.storage.KeyOrder;
import io.deltaglider.port.storage.ListQuery;
import io.deltaglider.port.storage.ListedObject;
import io.deltaglider.port.storage.ObjectHead;
import io.deltaglider.port.storage.ObjectPage;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Listings are complete, in order and without repeats. */
abstract class ListContract extends StorageFixture {
  ListContract(StoragePortContract contract) {
    super(contract);
  }

  private void putAll(String... keys) {
    for (String key : keys) {
      put(key, "content of " + key);
    }
  }

  private void putAll(List<String> keys) {
    putAll(keys.toArray(String[]::new));
  }

  private ObjectPage list(ListQuery query) {
    ObjectPage page = storage.list(query);
    assertThat(page.nextPageToken()).isEmpty();
    return page;
  }

  @Test
  void anEmptyBucketHasAnEmptyPage() {
    ObjectPage page = storage.list(ListQuery.of(BUCKET, ""));

    assertThat(page.objects()).isEmpty();
    assertThat(page.commonPrefixes()).isEmpty();
    assertThat(page.nextPageToken()).isEmpty();
  }

  @Test
  @DisplayName("P-22 keys ascend by their bytes of UTF-8")
  void keysAscendByTheirBytes() {
    List<String> sorted =
        List.of(
            "!",
            "A",
            "a",
            "a!",
            "a-b",
            "a.zip",
            "a.zip-x.txt",
            "a.zip.",
            "a/",
            "a/b",
            "a0",
            "v1",
            "v1.2",
            "z",
            "\u00e4",
            "\u0800",
            "\ue000",
            "\uffff",
            "\ud800\udc00",
            "\ud83d\ude00");
    assertThat(sorted).isSortedAccordingTo(KeyOrder.UTF_8);
    for (int i = sorted.size() - 1; i >= 0; i--) {
      put(sorted.get(i), "content");
    }

    assertThat(keys()).isEqualTo(sorted);
  }

  @Test
  @DisplayName("P-04 a prefix is text: app/ is not app2/ and not app")
  void aPrefixSelectsTheKeysThatBeginWithIt() {
    putAll("app", "app/", "app/a", "app/b/c", "app2/a", "ap", "b/app/a");

    assertThat(objectKeys(list(ListQuery.of(BUCKET, "app/"))))
        .containsExactly("app/", "app/a", "app/b/c");
    assertThat(objectKeys(list(ListQuery.of(BUCKET, "app"))))
        .containsExactly("app", "app/", "app/a", "app/b/c", "app2/a");
    assertThat(objectKeys(list(ListQuery.of(BUCKET, "app/b/c")))).containsExactly("app/b/c");
    assertThat(objectKeys(list(ListQuery.of(BUCKET, "app/b/c/")))).isEmpty();
    assertThat(objectKeys(list(ListQuery.of(BUCKET, "App")))).isEmpty();
  }

  @Test
  void aDelimiterRollsKeysUpIntoCommonPrefixes() {
    putAll("a", "a/b", "a/c/d", "b/", "b//c", "d", "e/f/g");

    ObjectPage page = list(ListQuery.of(BUCKET, "").withDelimiter("/"));

    assertThat(objectKeys(page)).containsExactly("a", "d");
    assertThat(page.commonPrefixes()).containsExactly("a/", "b/", "e/");
  }

  @Test
  void aDelimiterCountsBehindThePrefixOnly() {
    putAll("a/", "a/b", "a/b/c", "a/b/d", "a//e", "a/f");

    ObjectPage page = list(ListQuery.of(BUCKET, "a/").withDelimiter("/"));

    assertThat(objectKeys(page)).containsExactly("a/", "a/b", "a/f");
    assertThat(page.commonPrefixes()).containsExactly("a//", "a/b/");
  }

  @Test
  void aPrefixMayEndInsideASegment() {
    putAll("logs/2024-01/a", "logs/2024-02/b", "logs/2025-01/c", "logs/2024");

    ObjectPage page = list(ListQuery.of(BUCKET, "logs/2024").withDelimiter("/"));

    assertThat(objectKeys(page)).containsExactly("logs/2024");
    assertThat(page.commonPrefixes()).containsExactly("logs/2024-01/", "logs/2024-02/");
  }

  @ParameterizedTest
  @CsvSource({
    // delimiter, common prefixes (blank-separated), keys
    "--, a-- b-b-- c--, a-b",
    "-, a- b- c-, ''",
    "b, a--b a-b b, c--",
    "-b, a--b a-b b-b, c--",
    "zz, '', a--b a-b b-b--c b-b--d c--"
  })
  void delimitersMayBeAnyText(String delimiter, String commonPrefixes, String keys) {
    putAll("a--b", "a-b", "b-b--c", "b-b--d", "c--");

    ObjectPage page = list(ListQuery.of(BUCKET, "").withDelimiter(delimiter));

    assertThat(String.join(" ", page.commonPrefixes())).isEqualTo(commonPrefixes);
    assertThat(String.join(" ", objectKeys(page))).isEqualTo(keys);
  }

  @Test
  void commonPrefixesAreInTheOrderOfTheirBytes() {
    putAll("\ud83d\ude00/x", "\uffff/x", "a/x", "a!/x", "a0/x", "B/x");

    assertThat(list(ListQuery.of(BUCKET, "").withDelimiter("/")).commonPrefixes())
        .containsExactly("B/", "a!/", "a/", "a0/", "\uffff/", "\ud83d\ude00/");
  }

  @Test
  void anEmptyDelimiterIsNone() {
    putAll("a/b", "a/c");

    ObjectPage page = list(ListQuery.of(BUCKET, "").withDelimiter(""));

    assertThat(objectKeys(page)).containsExactly("a/b", "a/c");
    assertThat(page.commonPrefixes()).isEmpty();
  }

  @Test
  @DisplayName("P-22 a listing begins behind startAfter and does not repeat it")
  void startAfterIsExclusive() {
    putAll("a", "a/b", "b", "c");

    assertThat(objectKeys(list(ListQuery.of(BUCKET, "").withStartAfter("a/b"))))
        .containsExactly("b", "c");
    assertThat(objectKeys(list(ListQuery.of(BUCKET, "").withStartAfter("aa"))))
        .containsExactly("b", "c");
    assertThat(objectKeys(list(ListQuery.of(BUCKET, "").withStartAfter("0"))))
        .containsExactly("a", "a/b", "b", "c");
    assertThat(objectKeys(list(ListQuery.of(BUCKET, "").withStartAfter("c")))).isEmpty();
    assertThat(objectKeys(list(ListQuery.of(BUCKET, "").withStartAfter("\ud83d\ude00")))).isEmpty();
    assertThat(objectKeys(list(ListQuery.of(BUCKET, "").withStartAfter("")))).hasSize(4);
  }

  @Test
  void startAfterMayLieOutsideThePrefix() {
    putAll("a", "b/1", "b/2", "c");

    assertThat(objectKeys(list(ListQuery.of(BUCKET, "b/").withStartAfter("a"))))
        .containsExactly("b/1", "b/2");
    assertThat(objectKeys(list(ListQuery.of(BUCKET, "b/").withStartAfter("b/1"))))
        .containsExactly("b/2");
    assertThat(objectKeys(list(ListQuery.of(BUCKET, "b/").withStartAfter("c")))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "a, a/ b/, a! c",
    "a!, a/ b/, c",
    "a/, b/, c",
    // The common prefix a/ comes before a/b, so it is not behind it.
    "a/b, b/, c",
    "a/zzz, b/, c",
    "a0, b/, c",
    "b/c, '', c",
  })
  @DisplayName("P-22 a common prefix counts by its own text against startAfter")
  void startAfterSkipsCommonPrefixesByTheirText(
      String startAfter, String commonPrefixes, String keys) {
    putAll("a", "a!", "a/b", "a/c", "b/c", "b/d", "c");

    ObjectPage page = list(ListQuery.of(BUCKET, "").withDelimiter("/").withStartAfter(startAfter));

    assertThat(String.join(" ", page.commonPrefixes())).isEqualTo(commonPrefixes);
    assertThat(String.join(" ", objectKeys(page))).isEqualTo(keys);
  }

  @Test
  void entriesSayWhatHeadSays() {
    put("a", "content", metadata("k", "v"));
    put("dir/b", "longer content");
    putBytes("c", new byte[0]);

    List<ListedObject> entries = list(ListQuery.of(BUCKET, "")).objects();

    assertThat(entries).extracting(ListedObject::key).containsExactly("a", "c", "dir/b");
    assertThat(entries)
        .allSatisfy(
            entry -> {
              ObjectHead head = storage.head(address(entry.key()));
              assertThat(entry.size()).isEqualTo(head.size());
              assertThat(entry.etag()).isEqualTo(head.etag());
              assertThat(entry.lastModified()).isEqualTo(head.lastModified());
            });
  }

  @Test
  void entriesCarryTheHeadWhereTheStoreHasIt() {
    assumeHas(Capability.METADATA_WITH_LISTING);
    put("a", "content", metadata("k", "v"));
    put("dir/b", "content");

    assertThat(list(ListQuery.of(BUCKET, "")).objects())
        .hasSize(2)
        .allSatisfy(entry -> assertThat(entry.head()).contains(storage.head(address(entry.key()))));
  }

  @Test
  void entriesCarryNoHeadWhereTheStoreDoesNotHaveIt() {
    assumeLacks(Capability.METADATA_WITH_LISTING);
    put("a", "content", metadata("k", "v"));

    assertThat(list(ListQuery.of(BUCKET, "")).objects())
        .singleElement()
        .satisfies(entry -> assertThat(entry.head()).isEmpty());
  }

  @ParameterizedTest
  @DisplayName("L-30 names that begin with a dot are listed like any other")
  @ValueSource(
      strings = {".well-known/x", ".hidden", "a/.hidden", "a/.git/config", "..", "a/../b", "./a"})
  void namesThatBeginWithADotAreListed(String key) {
    put(key, "content");

    assertThat(keys()).containsExactly(key);
    ObjectPage page = list(ListQuery.of(BUCKET, "").withDelimiter("/"));
    int slash = key.indexOf('/');
    if (slash < 0) {
      assertThat(objectKeys(page)).containsExactly(key);
    } else {
      assertThat(page.commonPrefixes()).containsExactly(key.substring(0, slash + 1));
    }
  }

  @Test
  void deletedObjectsAreNotListedNorTheirCommonPrefixes() {
    putAll(List.of("a/b/c", "a/d", "e"));

    delete("a/b/c");
    assertThat(keys()).containsExactly("a/d", "e");
    assertThat(list(ListQuery.of(BUCKET, "a/").withDelimiter("/")).commonPrefixes()).isEmpty();

    delete("a/d");
    ObjectPage page = list(ListQuery.of(BUCKET, "").withDelimiter("/"));
    assertThat(objectKeys(page)).containsExactly("e");
    assertThat(page.commonPrefixes()).isEmpty();
  }
}
