package io.deltaglider.core;

import static io.deltaglider.core.TestStore.BUCKET;
import static io.deltaglider.core.TestStore.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.deltaglider.core.copy.CopyObjectRequest;
import io.deltaglider.core.get.GetRequest;
import io.deltaglider.core.layout.ReservedKeyException;
import io.deltaglider.core.list.ListRequest;
import io.deltaglider.port.storage.WriteCondition;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is internal is neither seen nor touched through the API, and hides no key of a user's. */
class ReservedPrefixTest {
  private final TestStore store = new TestStore();

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  @DisplayName("P-07: names that look internal are ordinary keys beside the one they resemble")
  void lookAlikesAreOrdinaryKeys() {
    List<String> keys =
        List.of(
            "x.zip",
            "x.zip.delta",
            "x.zip.delta.delta",
            "reference.bin",
            "a/reference.bin",
            ".deltagliderx",
            ".deltaglider",
            "a/.deltaglider/b");
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < keys.size(); i++) {
        store.put(keys.get(i), Contents.version(i, round));
      }
      for (int i = 0; i < keys.size(); i++) {
        assertThat(store.get(keys.get(i))).as(keys.get(i)).isEqualTo(Contents.version(i, round));
      }
    }
    assertThat(store.keys()).containsExactlyInAnyOrderElementsOf(keys);

    keys.stream()
        .filter(key -> !key.equals("x.zip"))
        .forEach(key -> store.glider.delete(at(key), WriteCondition.always()));
    assertThat(store.keys()).containsExactly("x.zip");
    assertThat(store.get("x.zip")).isEqualTo(Contents.version(0, 1));
  }

  @Test
  @DisplayName("P-07, P-08: keys below the reserved prefix are refused by every operation")
  void reservedKeysAreRefused() {
    store.put("v1/app.zip", Contents.version(1, 0));
    store.put("v2/app.zip", Contents.version(1, 1));
    String reference = store.references().get(0);

    refuses(reference, () -> store.put(reference, new byte[1]));
    refuses(reference, () -> store.get(reference));
    refuses(reference, () -> store.glider.head(at(reference)));
    refuses(reference, () -> store.glider.verify(at(reference)));
    refuses(reference, () -> store.glider.delete(at(reference), WriteCondition.always()));
    refuses(reference, () -> store.glider.deleteAll(BUCKET, List.of("v1/app.zip", reference)));
    refuses(".deltaglider/", () -> store.glider.deletePrefix(BUCKET, ".deltaglider/", key -> {}));
    refuses(reference, () -> CopyObjectRequest.of(at(reference), at("b")));
    refuses(reference, () -> CopyObjectRequest.of(at("v1/app.zip"), at(reference)));

    assertThat(store.get("v1/app.zip")).isEqualTo(Contents.version(1, 0));
    assertThat(store.get("v2/app.zip")).isEqualTo(Contents.version(1, 1));
  }

  private static void refuses(String key, ThrowingCallable operation) {
    assertThatExceptionOfType(ReservedKeyException.class)
        .isThrownBy(operation)
        .withMessageContaining(key)
        .withMessageContaining("reserved");
  }

  @Test
  @DisplayName("P-08: deleting or overwriting what became the reference leaves its dependants")
  void dependantsOutliveTheFirstObject() {
    store.put("v1/app.zip", Contents.version(1, 0));
    store.put("v2/app.zip", Contents.version(1, 1));
    store.put("v3/app.zip", Contents.version(1, 2));

    store.glider.delete(at("v1/app.zip"), WriteCondition.always());
    store.put("v3/app.zip", Contents.random(Contents.SIZE, 77));

    assertThat(store.keys()).containsExactly("v2/app.zip", "v3/app.zip");
    assertThat(TestStore.get(store.otherProcess(), get("v2/app.zip")))
        .isEqualTo(Contents.version(1, 1));
  }

  private static GetRequest get(String key) {
    return GetRequest.of(at(key));
  }

  @Test
  @DisplayName("P-03: deleting everything under the root leaves what is internal")
  void recursiveDeleteLeavesReferences() {
    store.put("v1/app.zip", Contents.version(1, 0));
    store.put("v2/app.zip", Contents.version(1, 1));
    List<String> internal = store.storedKeys(".deltaglider/");

    assertThat(store.glider.deletePrefix(BUCKET, "", key -> {})).isEmpty();

    assertThat(store.keys()).isEmpty();
    assertThat(store.storedKeys("")).isEqualTo(internal).isNotEmpty();
  }

  @Test
  @DisplayName("P-04: a prefix keeps its slash")
  void recursiveDeleteKeepsSiblings() {
    for (String key : List.of("app", "app/a.txt", "app/b/c.txt", "app2/b.txt")) {
      store.put(key, new byte[1]);
    }

    store.glider.deletePrefix(BUCKET, "app/", key -> {});

    assertThat(store.keys()).containsExactly("app", "app2/b.txt");
    assertThat(store.keys(ListRequest.of(BUCKET, "app/"))).isEmpty();
  }

  @Test
  @DisplayName("P-28: deleting a missing key succeeds, alone and in a batch")
  void deletingNothingSucceeds() {
    store.put("there", new byte[1]);

    store.glider.delete(at("missing"), WriteCondition.always());
    assertThat(store.glider.deleteAll(BUCKET, List.of("missing", "there", "also/missing")))
        .isEmpty();

    assertThat(store.keys()).isEmpty();
  }
}
