package io.deltaglider.port.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltaglider.port.storage.KeyOrder;
import io.deltaglider.port.storage.ListQuery;
import io.deltaglider.port.storage.ListedObject;
import io.deltaglider.port.storage.ObjectPage;
import io.deltaglider.port.storage.StorageException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of listings fit together. */
abstract class PageContract extends StorageFixture {
  private static final List<String> KEYS =
      List.of(
          "a",
          "a!b",
          "a/b",
          "a/b/c",
          "a/c",
          "a0",
          "b--c",
          "b--d",
          "b-c",
          "v1",
          "v1.2",
          "v1/x",
          "\uffff/x",
          "\ud83d\ude00",
          "\ud83d\ude00/x",
          "\ud83d\ude00/y");

  PageContract(StoragePortContract contract) {
    super(contract);
  }

  static Stream<Arguments> queries() {
    ListQuery all = ListQuery.of(BUCKET, "");
    return Stream.of(
            all,
            all.withDelimiter("/"),
            all.withDelimiter("--"),
            all.withStartAfter("a/b"),
            all.withStartAfter("b"),
            all.withDelimiter("/").withStartAfter("a"),
            all.withDelimiter("/").withStartAfter("a/"),
            all.withDelimiter("/").withStartAfter("a/b"),
            ListQuery.of(BUCKET, "a"),
            ListQuery.of(BUCKET, "a/").withDelimiter("/"),
            ListQuery.of(BUCKET, "v1").withStartAfter("v1"),
            ListQuery.of(BUCKET, "\ud83d\ude00").withDelimiter("/"),
            ListQuery.of(BUCKET, "nothing"))
        .map(Arguments::of);
  }

  @ParameterizedTest
  @MethodSource("queries")
  @DisplayName("P-22 pages of every size together are one big listing")
  void pagesOfEverySizeAreOneBigListing(ListQuery query) {
    KEYS.forEach(key -> put(key, "content"));
    ObjectPage whole = storage.list(query);
    assertThat(whole.nextPageToken()).isEmpty();

    for (int size = 1; size <= KEYS.size() + 1; size++) {
      List<ObjectPage> pages = pages(query.withPageSize(size));

      assertThat(pages.stream().flatMap(page -> page.objects().stream()).toList())
          .as("objects in pages of %s", size)
          .isEqualTo(whole.objects());
      assertThat(pages.stream().flatMap(page -> page.commonPrefixes().stream()).toList())
          .as("common prefixes in pages of %s", size)
          .isEqualTo(whole.commonPrefixes());
      assertPagesAreInOrder(pages, size);
    }
  }

  private static void assertPagesAreInOrder(List<ObjectPage> pages, int size) {
    String last = "";
    for (int i = 0; i < pages.size(); i++) {
      List<String> entries = entries(pages.get(i));
      assertThat(entries).hasSizeLessThanOrEqualTo(size);
      for (String entry : entries) {
        assertThat(KeyOrder.compare(last, entry)).as("%s before %s", last, entry).isNegative();
        last = entry;
      }
      // A token promises that there is more.
      assertThat(i > 0 && entries.isEmpty()).as("page %s is empty", i).isFalse();
    }
  }

  /** Returns keys and common prefixes of a page together, in order. */
  private static List<String> entries(ObjectPage page) {
    List<String> entries = new ArrayList<>(page.commonPrefixes());
    page.objects().stream().map(ListedObject::key).forEach(entries::add);
    entries.sort(KeyOrder.UTF_8);
    return entries;
  }

  @Test
  @DisplayName("P-24 more objects than fit on one page are all listed")
  void manyObjectsAreAllListed() throws Exception {
    int count = contract.manyObjects();
    Race.of(
            Race.THREADS,
            number -> {
              for (int i = number; i < count; i += Race.THREADS) {
                putBytes("dir/%05d".formatted(i), new byte[0]);
              }
            })
        .losersFailWith(Kind.NO_SUCH_KEY);

    assertThat(storage.list(ListQuery.of(BUCKET, "")).objects())
        .hasSizeLessThanOrEqualTo(ListQuery.MAX_PAGE_SIZE);
    List<String> keys = keys();
    assertThat(keys).hasSize(count).doesNotHaveDuplicates().isSortedAccordingTo(KeyOrder.UTF_8);

    ObjectPage rolledUp = storage.list(ListQuery.of(BUCKET, "").withDelimiter("/").withPageSize(1));
    assertThat(rolledUp.commonPrefixes()).containsExactly("dir/");
    assertThat(rolledUp.nextPageToken()).isEmpty();
  }

  @Test
  @DisplayName("P-22 what was there all the time is listed once, whatever comes and goes")
  void pagesSurviveChangesBetweenThem() {
    for (String key : List.of("b", "d", "f", "h", "j")) {
      put(key, "content");
    }
    ListQuery query = ListQuery.of(BUCKET, "").withPageSize(2);
    ObjectPage first = storage.list(query);
    assertThat(objectKeys(first)).containsExactly("b", "d");

    delete("d");
    put("a", "before the page");
    put("c", "inside the page");
    put("e", "behind the page");
    delete("h");
    List<String> rest = new ArrayList<>();
    pages(query.withPageToken(first.nextPageToken().orElseThrow()))
        .forEach(page -> rest.addAll(objectKeys(page)));

    assertThat(rest).containsSubsequence("f", "j").doesNotContain("a", "b", "c", "d", "h");
    assertThat(rest).doesNotHaveDuplicates().isSorted();
  }

  @Test
  @DisplayName("P-22 a common prefix at the end of a page does not come again")
  void aCommonPrefixThatGrowsIsNotRepeated() {
    for (String key : List.of("a/1", "b/1", "c")) {
      put(key, "content");
    }
    ListQuery query = ListQuery.of(BUCKET, "").withDelimiter("/").withPageSize(1);
    ObjectPage first = storage.list(query);
    assertThat(first.commonPrefixes()).containsExactly("a/");

    put("a/2", "content");
    ObjectPage second = storage.list(query.withPageToken(first.nextPageToken().orElseThrow()));

    assertThat(second.commonPrefixes()).containsExactly("b/");
  }

  @Test
  void theSameTokenGivesTheSamePageAgain() {
    KEYS.forEach(key -> put(key, "content"));
    ListQuery query = ListQuery.of(BUCKET, "").withPageSize(5);
    ListQuery next = query.withPageToken(storage.list(query).nextPageToken().orElseThrow());

    assertThat(storage.list(next)).isEqualTo(storage.list(next));
  }

  @ParameterizedTest
  @ValueSource(strings = {"not a token", "a", "%%%", "\ud83d\ude00", "AAAAAAAAAAAA"})
  @DisplayName("L-30 a page token that is none is refused")
  void aPageTokenThatIsNoneIsRejected(String token) {
    put("a", "content");

    assertFails(
        Kind.REJECTED, BUCKET, () -> storage.list(ListQuery.of(BUCKET, "").withPageToken(token)));
  }
}
