package io.deltaglider.port.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltaglider.port.storage.ContentSource;
import io.deltaglider.port.storage.ListQuery;
import io.deltaglider.port.storage.ListedObject;
import io.deltaglider.port.storage.ObjectAttributes;
import io.deltaglider.port.storage.ObjectHead;
import io.deltaglider.port.storage.ObjectReader;
import io.deltaglider.port.storage.StorageException.Kind;
import io.deltaglider.port.storage.StoredVersion;
import io.deltaglider.port.storage.WriteCondition;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Objects are put whole or not at all. */
abstract class PutContract extends StorageFixture {
  private static final ObjectAttributes OLD = metadata("form", "old");
  private static final ObjectAttributes NEW = metadata("form", "new");

  PutContract(StoragePortContract contract) {
    super(contract);
  }

  @ParameterizedTest
  @DisplayName("P-12 bytes of every size come back as they were put")
  @ValueSource(ints = {0, 1, 31, 32, 4095, 4096, 4097, 65_535, 65_536, 65_537, 262_144, 1_048_577})
  void bytesComeBackAsTheyWerePut(int size) {
    byte[] bytes = bytes(size, size);

    putBytes("a", bytes);

    assertThat(readBytes("a")).isEqualTo(bytes);
    assertThat(storage.head(address("a")).size()).isEqualTo(size);
  }

  @Test
  void aLargeObjectComesBackAsItWasPut() {
    byte[] bytes = bytes(1, contract.largeObjectBytes());

    putBytes("large", bytes);

    assertThat(readBytes("large")).isEqualTo(bytes);
  }

  @Test
  void putReturnsTheEtagThatEveryReadAnswers() throws IOException {
    StoredVersion stored = put("a", "content");

    ObjectHead head = storage.head(address("a"));
    assertThat(head.etag()).isEqualTo(stored.etag());
    assertThat(head.versionId()).isEqualTo(stored.versionId());
    assertThat(storage.list(ListQuery.of(BUCKET, "")).objects())
        .extracting(ListedObject::etag)
        .containsExactly(stored.etag());
    try (ObjectReader reader = storage.open(address("a"))) {
      assertThat(reader.head()).isEqualTo(head);
    }
  }

  @Test
  @DisplayName("L-31 every call states an empty object's length 0 and a proper ETag")
  void anEmptyObjectHasALengthAndAnEtag() throws IOException {
    StoredVersion stored = putBytes("empty", new byte[0]);

    assertThat(stored.etag()).isNotEmpty().doesNotContain("\"");
    assertThat(storage.head(address("empty")).size()).isZero();
    assertThat(storage.list(ListQuery.of(BUCKET, "")).objects())
        .singleElement()
        .satisfies(
            listed -> {
              assertThat(listed.size()).isZero();
              assertThat(listed.etag()).isEqualTo(stored.etag());
            });
    try (ObjectReader reader = storage.open(address("empty"))) {
      assertThat(reader.head().size()).isZero();
      assertThat(reader.head().etag()).isEqualTo(stored.etag());
      assertThat(reader.body().read()).isEqualTo(-1);
    }
  }

  @Test
  @DisplayName("L-31 ETags are not empty and carry no quotes")
  void etagsCarryNoQuotes() {
    assertThat(put("a", "content").etag()).isNotEmpty().doesNotContain("\"");
  }

  @Test
  void anotherBodyHasAnotherEtag() {
    String first = put("a", "first").etag();
    String second = put("a", "secon").etag();

    assertThat(second).isNotEqualTo(first);
    assertThat(storage.head(address("a")).etag()).isEqualTo(second);
  }

  @Test
  @DisplayName("P-13 an overwrite replaces body and attributes together")
  void anOverwriteReplacesEverything() {
    put("a", "the old and longer body", OLD);

    put("a", "new", ObjectAttributes.NONE);

    assertThat(readText("a")).isEqualTo("new");
    ObjectHead head = storage.head(address("a"));
    assertThat(head.size()).isEqualTo(3);
    assertThat(head.metadata()).isEmpty();
    assertThat(keys()).containsExactly("a");
  }

  @Test
  void aWriteIsSeenByEveryReadAtOnce() {
    for (int round = 0; round < 10; round++) {
      String key = "key-" + round;
      put(key, "content " + round);
      assertThat(storage.head(address(key)).size()).isEqualTo(9);
      assertThat(readText(key)).isEqualTo("content " + round);
      assertThat(keys()).hasSize(round + 1).contains(key);
    }
  }

  @Test
  void laterWritesAreNotOlder() {
    put("a", "first");
    put("b", "second");
    put("a", "third");

    assertThat(storage.head(address("a")).lastModified())
        .isAfterOrEqualTo(storage.head(address("b")).lastModified());
  }

  @ParameterizedTest
  @DisplayName("L-25 a stream shorter or longer than its size is refused, and nothing is stored")
  @ValueSource(ints = {-3000, -1, 1, 3000, 1_000_000})
  void contentOfAnotherSizeIsRejected(int excess) {
    byte[] bytes = bytes(2, 3000 + Math.max(0, excess));
    int streamed = excess < 0 ? 3000 + excess : bytes.length;
    BrokenContent content = BrokenContent.ofStatedSize(Arrays.copyOf(bytes, streamed), 3000);

    assertRefused(Kind.REJECTED, content);
  }

  @Test
  @DisplayName("L-25 bytes where none were announced are refused")
  void contentThatShouldBeEmptyIsRejected() {
    assertRefused(Kind.REJECTED, BrokenContent.ofStatedSize(new byte[] {1}, 0));
  }

  @ParameterizedTest
  @DisplayName("L-25 a stream that fails midway stores nothing")
  @ValueSource(ints = {0, 1, 100_000, 199_999, 200_000})
  void contentThatFailsIsUnavailable(int position) {
    BrokenContent content =
        BrokenContent.withEvent(
            bytes(3, 200_000),
            position,
            () -> {
              throw new IOException("broken pipe");
            });

    assertRefused(Kind.UNAVAILABLE, content);
  }

  @Test
  @DisplayName("L-25 content that cannot be opened stores nothing")
  void contentThatCannotBeOpenedIsUnavailable() {
    put("a", "old", OLD);
    ContentSource content =
        new ContentSource() {
          @Override
          public long size() {
            return 10;
          }

          @Override
          public java.io.InputStream open() throws IOException {
            throw new IOException("no such file");
          }
        };

    assertFails(
        Kind.UNAVAILABLE,
        address("a"),
        () -> storage.put(address("a"), content, NEW, WriteCondition.always()));
    assertThat(readText("a")).isEqualTo("old");
  }

  @Test
  void contentWithABugStoresNothing() {
    put("a", "old", OLD);
    BrokenContent content =
        BrokenContent.withEvent(
            bytes(4, 200_000),
            100_000,
            () -> {
              throw new IllegalStateException("bug");
            });

    assertThatThrownBy(() -> storage.put(address("a"), content, NEW, WriteCondition.always()))
        .isInstanceOf(RuntimeException.class);
    assertThat(readText("a")).isEqualTo("old");
    assertThat(keys()).containsExactly("a");
    assertThat(content.openStreams()).isZero();
  }

  @Test
  void aPutIsNotSeenBeforeItIsWhole() {
    put("old", "old body", OLD);
    byte[] bytes = bytes(5, 200_000);
    BrokenContent overwrite =
        BrokenContent.withEvent(
            bytes,
            150_000,
            () -> {
              assertThat(readText("old")).isEqualTo("old body");
              assertThat(storage.head(address("old")).metadata()).containsEntry("form", "old");
            });
    BrokenContent first =
        BrokenContent.withEvent(
            bytes,
            150_000,
            () -> {
              assertThat(exists("new")).isFalse();
              assertThat(keys()).containsExactly("old");
            });

    storage.put(address("old"), overwrite, NEW, WriteCondition.always());
    storage.put(address("new"), first, NEW, WriteCondition.always());

    assertThat(readBytes("old")).isEqualTo(bytes);
    assertThat(readBytes("new")).isEqualTo(bytes);
  }

  @Test
  void everyStreamThatWasOpenedIsClosed() {
    BrokenContent content = BrokenContent.withEvent(bytes(6, 50_000), 10, () -> {});

    storage.put(address("a"), content, NEW, WriteCondition.always());

    assertThat(content.openStreams()).isZero();
  }

  private void assertRefused(Kind kind, BrokenContent content) {
    put("a", "old", OLD);

    assertFails(
        kind, address("a"), () -> storage.put(address("a"), content, NEW, WriteCondition.always()));
    assertFails(
        kind, address("b"), () -> storage.put(address("b"), content, NEW, WriteCondition.always()));

    assertThat(readText("a")).isEqualTo("old");
    assertThat(storage.head(address("a")).metadata()).containsEntry("form", "old");
    assertThat(keys()).containsExactly("a");
    assertThat(content.openStreams()).isZero();
  }
}
