package io.deltaglider.port.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltaglider.port.storage.Capability;
import io.deltaglider.port.storage.ContentHeaders;
import io.deltaglider.port.storage.CopyRequest;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.ObjectAttributes;
import io.deltaglider.port.storage.ObjectHead;
import io.deltaglider.port.storage.StorageException.Kind;
import io.deltaglider.port.storage.StoreHeaders;
import io.deltaglider.port.storage.StoredVersion;
import io.deltaglider.port.storage.WriteCondition;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Objects are copied inside the store. */
abstract class CopyContract extends StorageFixture {
  private static final String OTHER = "contract-bucket-other";
  private static final ObjectAttributes ATTRIBUTES =
      ObjectAttributes.of(
          ContentHeaders.NONE.withContentType("application/zip"),
          Map.of("k", "v", "name", "Gr\u00fc\u00dfe"));

  CopyContract(StoragePortContract contract) {
    super(contract);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 100_000})
  @DisplayName("P-20 a copy keeps bytes, headers and metadata")
  void aCopyKeepsBytesHeadersAndMetadata(int size) {
    byte[] bytes = bytes(size, size);
    putBytes("a", bytes);
    storage.copy(CopyRequest.of(address("a"), address("same")).withReplacement(ATTRIBUTES));

    StoredVersion stored = storage.copy(CopyRequest.of(address("same"), address("b/c")));

    assertThat(readBytes("b/c")).isEqualTo(bytes);
    ObjectHead head = storage.head(address("b/c"));
    assertThat(head.etag()).isEqualTo(stored.etag());
    assertThat(head.versionId()).isEqualTo(stored.versionId());
    assertThat(head.headers()).isEqualTo(ATTRIBUTES.headers());
    assertThat(head.metadata()).isEqualTo(ATTRIBUTES.metadata());
    assertThat(head.size()).isEqualTo(size);
  }

  @Test
  void aLargeObjectIsCopied() {
    byte[] bytes = bytes(20, contract.largeObjectBytes());
    putBytes("a", bytes);

    storage.copy(CopyRequest.of(address("a"), address("b")));

    assertThat(readBytes("b")).isEqualTo(bytes);
  }

  @Test
  void aCopyKeepsTagsAndStorageClass() {
    assumeHas(Capability.TAGS);
    assumeHas(Capability.STORAGE_CLASS);
    put("a", "content", tagged("v", "STANDARD_IA"));

    storage.copy(CopyRequest.of(address("a"), address("b")));

    assertThat(storage.tags(address("b"))).isEqualTo(Map.of("t", "v"));
    assertThat(storage.head(address("b")).storageClass()).contains("STANDARD_IA");
  }

  @Test
  void aReplacementReplacesAllAttributes() {
    put("a", "content", ATTRIBUTES);
    ObjectAttributes replacement = metadata("other", "w");

    storage.copy(CopyRequest.of(address("a"), address("b")).withReplacement(replacement));

    assertThat(readText("b")).isEqualTo("content");
    assertThat(storage.head(address("b")).headers()).isEqualTo(ContentHeaders.NONE);
    assertThat(storage.head(address("b")).metadata()).isEqualTo(Map.of("other", "w"));
    assertThat(storage.head(address("a")).metadata()).isEqualTo(ATTRIBUTES.metadata());
  }

  @Test
  void aReplacementReplacesTagsAndStorageClass() {
    assumeHas(Capability.TAGS);
    assumeHas(Capability.STORAGE_CLASS);
    put("a", "content", tagged("v", "STANDARD_IA"));

    storage.copy(
        CopyRequest.of(address("a"), address("b")).withReplacement(tagged("w", "GLACIER")));
    storage.copy(CopyRequest.of(address("a"), address("c")).withReplacement(ObjectAttributes.NONE));

    assertThat(storage.tags(address("b"))).isEqualTo(Map.of("t", "w"));
    assertThat(storage.head(address("b")).storageClass()).contains("GLACIER");
    assertThat(storage.tags(address("c"))).isEmpty();
    assertThat(storage.head(address("c")).storageClass()).isEmpty();
  }

  @Test
  void aCopyOntoItselfReplacesItsAttributes() {
    put("a", "content", ATTRIBUTES);

    storage.copy(
        new CopyRequest(
            address("a"),
            Optional.empty(),
            Optional.empty(),
            address("a"),
            Optional.of(metadata("other", "w")),
            WriteCondition.always(),
            StoreHeaders.NONE));

    assertThat(readText("a")).isEqualTo("content");
    assertThat(storage.head(address("a")).metadata()).isEqualTo(Map.of("other", "w"));
  }

  @Test
  void aReplacementWithTooMuchMetadataIsRejected() {
    put("a", "content");
    put("b", "old");
    ObjectAttributes tooLarge = metadata("k", "x".repeat(storage.maxMetadataBytes()));

    assertFails(
        Kind.REJECTED,
        address("b"),
        () -> storage.copy(CopyRequest.of(address("a"), address("b")).withReplacement(tooLarge)));
    assertThat(readText("b")).isEqualTo("old");
  }

  @Test
  void aReplacementThatCannotBeKeptIsRefused() {
    assumeLacks(Capability.STORAGE_CLASS);
    put("a", "content");
    ObjectAttributes classed = ObjectAttributes.NONE.withStorageClass(Optional.of("GLACIER"));

    assertFails(
        Kind.NOT_SUPPORTED,
        address("b"),
        () -> storage.copy(CopyRequest.of(address("a"), address("b")).withReplacement(classed)));
    assertThat(keys()).containsExactly("a");
  }

  @Test
  void aCopyReplacesItsTarget() {
    put("a", "content", ATTRIBUTES);
    put("b", "the old and longer body", metadata("old", "x"));

    storage.copy(CopyRequest.of(address("a"), address("b")));

    assertThat(readText("b")).isEqualTo("content");
    assertThat(storage.head(address("b")).metadata()).isEqualTo(ATTRIBUTES.metadata());
  }

  @Test
  void aCopyIsIndependentOfItsSource() {
    put("a", "content");
    storage.copy(CopyRequest.of(address("a"), address("b")));

    put("a", "changed");
    assertThat(readText("b")).isEqualTo("content");
    delete("a");
    assertThat(readText("b")).isEqualTo("content");
    delete("b");
    assertThat(keys()).isEmpty();
  }

  @Test
  void aCopyIsAsOldAsTheCopying() {
    put("a", "content");
    put("between", "x");

    storage.copy(CopyRequest.of(address("a"), address("b")));

    assertThat(storage.head(address("b")).lastModified())
        .isAfterOrEqualTo(storage.head(address("between")).lastModified());
  }

  @Test
  void copiesGoFromBucketToBucket() {
    storage.createBucket(OTHER);
    put("a", "content", ATTRIBUTES);

    storage.copy(CopyRequest.of(address("a"), new ObjectAddress(OTHER, "a")));

    ObjectHead head = storage.head(new ObjectAddress(OTHER, "a"));
    assertThat(head.size()).isEqualTo(7);
    assertThat(head.metadata()).isEqualTo(ATTRIBUTES.metadata());
    assertThat(head.address()).isEqualTo(new ObjectAddress(OTHER, "a"));
  }

  @Test
  @DisplayName("L-39 a copy without source says so, and makes nothing")
  void aCopyOfNothingFails() {
    put("b", "kept");

    assertFails(
        Kind.NO_SUCH_KEY,
        address("missing"),
        () -> storage.copy(CopyRequest.of(address("missing"), address("b"))));
    assertFails(
        Kind.NO_SUCH_KEY,
        address("missing"),
        () -> storage.copy(CopyRequest.of(address("missing"), address("c"))));
    assertThat(keys()).containsExactly("b");
    assertThat(readText("b")).isEqualTo("kept");
  }

  @Test
  @DisplayName("L-39 a source that is deleted meanwhile is copied whole or not at all")
  void aCopyThatRacesItsSourcesDeletionIsWholeOrNotThere() throws Exception {
    for (int round = 0; round < 20; round++) {
      String target = "copy-" + round;
      put("a", "content", ATTRIBUTES);

      Race race =
          Race.of(
              2,
              number -> {
                if (number == 0) {
                  delete("a");
                } else {
                  storage.copy(CopyRequest.of(address("a"), address(target)));
                }
              });

      race.losersFailWith(Kind.NO_SUCH_KEY);
      assertThat(race.winners()).contains(0);
      assertThat(exists(target)).isEqualTo(race.winners().contains(1));
      if (exists(target)) {
        assertThat(readText(target)).isEqualTo("content");
        assertThat(storage.head(address(target)).metadata()).isEqualTo(ATTRIBUTES.metadata());
      }
    }
  }

  private static ObjectAttributes tagged(String tag, String storageClass) {
    return ObjectAttributes.NONE
        .withTags(Map.of("t", tag))
        .withStorageClass(Optional.of(storageClass));
  }
}
