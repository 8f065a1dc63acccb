package io.deltaglider.adapter.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltaglider.port.storage.ContentHeaders;
import io.deltaglider.port.storage.KeyOrder;
import io.deltaglider.port.storage.ListQuery;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.ObjectHead;
import io.deltaglider.port.storage.ObjectPage;
import io.deltaglider.port.storage.StoreHeaders;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class MemoryPagesTest {
  private static final int DIRECTORIES = 30;
  private static final int FILES = 2000;

  /** Twice the binary logarithm of all keys, for each of several look-ups. */
  private static final int COMPARISONS_PER_ENTRY = 150;

  private long comparisons;

  private final NavigableMap<String, MemoryObject> objects =
      new TreeMap<>(
          (left, right) -> {
            comparisons++;
            return KeyOrder.compare(left, right);
          });

  @BeforeEach
  void fill() {
    for (int directory = 0; directory < DIRECTORIES; directory++) {
      for (int file = 0; file < FILES; file++) {
        String key = "%02d/%04d".formatted(directory, file);
        objects.put(key, object(key));
      }
    }
    comparisons = 0;
  }

  private static MemoryObject object(String key) {
    ObjectHead head =
        new ObjectHead(
            new ObjectAddress("bucket", key),
            0,
            "etag",
            Instant.EPOCH,
            ContentHeaders.NONE,
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            StoreHeaders.NONE);
    return new MemoryObject(head, Map.of(), new ChunkedBytes());
  }

  @Test
  @DisplayName("L-29 a page of common prefixes skips the keys under them")
  void aPageOfCommonPrefixesSkipsTheKeysUnderThem() {
    ListQuery query = ListQuery.of("bucket", "").withDelimiter("/");

    ObjectPage page = MemoryPages.objects(objects, query, true);

    assertThat(page.commonPrefixes()).hasSize(DIRECTORIES);
    assertThat(comparisons).isLessThan(COMPARISONS_PER_ENTRY * DIRECTORIES);
  }

  @Test
  @DisplayName("L-29 a page begins where the one before ended, without counting from the start")
  void aLatePageCostsNoMoreThanTheFirst() {
    ListQuery query = ListQuery.of("bucket", "").withPageSize(10);
    String token = PageToken.encode("28/1999");

    ObjectPage page = MemoryPages.objects(objects, query.withPageToken(token), true);

    assertThat(page.objects()).hasSize(10);
    assertThat(page.objects().get(0).key()).isEqualTo("29/0000");
    assertThat(comparisons).isLessThan(COMPARISONS_PER_ENTRY * 10);
  }

  @Test
  @DisplayName("L-29 startAfter inside a common prefix skips the rest of it at once")
  void startAfterInsideACommonPrefixSkipsTheRest() {
    ListQuery query = ListQuery.of("bucket", "").withDelimiter("/").withStartAfter("27/0000");

    ObjectPage page = MemoryPages.objects(objects, query, true);

    assertThat(page.commonPrefixes()).containsExactly("28/", "29/");
    assertThat(comparisons).isLessThan(COMPARISONS_PER_ENTRY * 3);
  }
}
