package io.deltaglider.core;

import static io.deltaglider.core.TestStore.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.deltaglider.core.copy.CopyObjectRequest;
import io.deltaglider.core.put.PutRequest;
import io.deltaglider.port.storage.ContentHeaders;
import io.deltaglider.port.storage.ObjectAttributes;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A checksum that the writer wants remembered; docs/FORMAT.md, dg-checksum. */
class RememberedChecksumTest {
  private static final String CHECKSUM = "CRC32:DUoRhQ==";

  private final TestStore store = new TestStore();

  @AfterEach
  void close() {
    store.close();
  }

  private static PutRequest request(String key) {
    return PutRequest.of(at(key)).withChecksum(() -> Optional.of(CHECKSUM));
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1.0.1/app.zip", "notes.txt"})
  void anObjectRemembersItsChecksum(String key) {
    store.put("v1.0.0/app.zip", Contents.version(1, 0));
    store.put(request(key), Contents.version(1, 1));

    assertThat(store.glider.head(at(key)).checksum()).contains(CHECKSUM);
    assertThat(store.storage.head(at(key)).metadata()).containsEntry("dg-checksum", CHECKSUM);
    assertThat(store.glider.head(at(key)).metadata()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1.0.1/app.zip", "notes.txt"})
  void aCopyRemembersItEvenWithOtherMetadata(String key) throws IOException {
    store.put("v1.0.0/app.zip", Contents.version(1, 0));
    store.put(request(key), Contents.version(1, 1));
    ObjectAttributes other = ObjectAttributes.of(ContentHeaders.NONE, Map.of("a", "1"));

    store.glider.copy(CopyObjectRequest.of(at(key), at("copy")).withReplacement(other));

    assertThat(store.glider.head(at("copy")).checksum()).contains(CHECKSUM);
    assertThat(store.glider.head(at("copy")).metadata()).isEqualTo(Map.of("a", "1"));
  }

  @Test
  void itIsKeptWhereNothingElseOfOursFits() {
    String value =
        "x".repeat(2048 - "a".length() - "dg-format1dg-checksum".length() - CHECKSUM.length());
    Map<String, String> metadata = Map.of("a", value);
    store.put(
        request("notes.txt").withAttributes(ObjectAttributes.of(ContentHeaders.NONE, metadata)),
        new byte[10]);

    assertThat(store.glider.head(at("notes.txt")).checksum()).contains(CHECKSUM);
    assertThat(store.glider.head(at("notes.txt")).metadata()).isEqualTo(metadata);
    assertThat(store.get("notes.txt")).isEqualTo(new byte[10]);
  }

  @Test
  void itIsNeverDroppedForLackOfRoom() {
    ObjectAttributes full = ObjectAttributes.of(ContentHeaders.NONE, Map.of("a", "x".repeat(2047)));

    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> store.put(request("notes.txt").withAttributes(full), new byte[10]))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.REJECTED))
        .withMessageContaining("notes.txt");
    assertThat(store.keys()).isEmpty();
  }
}
