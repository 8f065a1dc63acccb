package io.deltaglider.port.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltaglider.port.storage.Bucket;
import io.deltaglider.port.storage.CopyRequest;
import io.deltaglider.port.storage.DeleteRequest;
import io.deltaglider.port.storage.KeyOrder;
import io.deltaglider.port.storage.ListQuery;
import io.deltaglider.port.storage.ObjectPage;
import io.deltaglider.port.storage.ObjectReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Keys are opaque: only their bytes tell them apart. */
abstract class KeyContract extends StorageFixture {
  KeyContract(StoragePortContract contract) {
    super(contract);
  }

  static Stream<String> oddKeys() {
    return OddKeys.stream();
  }

  @ParameterizedTest(name = "{index}")
  @MethodSource("oddKeys")
  @DisplayName("P-29 a key is put, read, listed, copied and deleted unchanged")
  void aKeyGoesThroughEveryCallUnchanged(String key) throws IOException {
    put(key, "content", metadata("k", "v"));

    assertThat(storage.head(address(key)).address()).isEqualTo(address(key));
    try (ObjectReader reader = storage.open(address(key))) {
      assertThat(reader.head().address()).isEqualTo(address(key));
    }
    assertThat(readText(key)).isEqualTo("content");
    assertThat(keys()).containsExactly(key);
    assertThat(objectKeys(storage.list(ListQuery.of(BUCKET, key)))).containsExactly(key);
    assertThat(storage.list(ListQuery.of(BUCKET, "").withStartAfter(key)).objects()).isEmpty();

    storage.copy(CopyRequest.of(address(key), address("plain")));
    delete(key);
    assertThat(exists(key)).isFalse();
    storage.copy(CopyRequest.of(address("plain"), address(key)));
    assertThat(readText(key)).isEqualTo("content");

    assertThat(storage.deleteAll(BUCKET, List.of(DeleteRequest.of(key)))).isEmpty();
    assertThat(keys()).containsExactly("plain");
    assertThat(storage.listBuckets()).extracting(Bucket::name).containsExactly(BUCKET);
  }

  @Test
  @DisplayName("P-29 all odd keys live beside one another")
  void noKeyIsAnother() {
    List<String> sorted = OddKeys.stream().sorted(KeyOrder.UTF_8).toList();
    List<String> shuffled = new ArrayList<>(sorted);
    Collections.shuffle(shuffled, new Random(29));

    for (String key : shuffled) {
      put(key, "content of " + key);
    }

    assertThat(keys()).isEqualTo(sorted);
    for (String key : sorted) {
      assertThat(readText(key)).isEqualTo("content of " + key);
    }

    List<String> kept = new ArrayList<>();
    for (int i = 0; i < shuffled.size(); i++) {
      if (i % 2 == 0) {
        delete(shuffled.get(i));
      } else {
        kept.add(shuffled.get(i));
      }
    }
    kept.sort(KeyOrder.UTF_8);
    assertThat(keys()).isEqualTo(kept);
    for (String key : kept) {
      assertThat(readText(key)).isEqualTo("content of " + key);
    }
  }

  @Test
  @DisplayName("P-29 odd keys are paged and rolled up like any others")
  void oddKeysArePagedAndRolledUp() {
    List<String> sorted = OddKeys.stream().sorted(KeyOrder.UTF_8).toList();
    sorted.forEach(key -> put(key, "content"));

    for (int size : new int[] {1, 7, 50}) {
      List<String> listed = new ArrayList<>();
      pages(ListQuery.of(BUCKET, "").withPageSize(size))
          .forEach(page -> listed.addAll(objectKeys(page)));
      assertThat(listed).isEqualTo(sorted);
    }

    ListQuery rolledUp = ListQuery.of(BUCKET, "").withDelimiter("/");
    ObjectPage page = storage.list(rolledUp);
    assertThat(objectKeys(page))
        .isEqualTo(sorted.stream().filter(key -> !key.contains("/")).toList());
    assertThat(page.commonPrefixes())
        .isEqualTo(
            sorted.stream()
                .filter(key -> key.contains("/"))
                .map(key -> key.substring(0, key.indexOf('/') + 1))
                .distinct()
                .sorted(KeyOrder.UTF_8)
                .toList());
    List<String> prefixes = new ArrayList<>();
    pages(rolledUp.withPageSize(3)).forEach(p -> prefixes.addAll(p.commonPrefixes()));
    assertThat(prefixes).isEqualTo(page.commonPrefixes());
  }

  @Test
  @DisplayName("P-29 a key and keys under it live side by side, in any order of writing")
  void aKeyMayAlsoBeAPrefix() {
    put("a/b/c", "deep");
    put("a/b", "middle");
    put("a", "top");
    put("x", "top");
    put("x/y", "middle");
    put("x/y/z", "deep");
    put("a/", "marker");

    assertThat(keys()).containsExactly("a", "a/", "a/b", "a/b/c", "x", "x/y", "x/y/z");
    delete("a/b");
    delete("x");
    assertThat(keys()).containsExactly("a", "a/", "a/b/c", "x/y", "x/y/z");
    assertThat(readText("a/b/c")).isEqualTo("deep");
    assertThat(readText("a/")).isEqualTo("marker");
  }
}
