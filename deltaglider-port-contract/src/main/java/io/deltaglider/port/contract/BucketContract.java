package io.deltaglider.port.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.deltaglider.port.storage.Bucket;
import io.deltaglider.port.storage.Capability;
import io.deltaglider.port.storage.DeleteRequest;
import io.deltaglider.port.storage.KeyOrder;
import io.deltaglider.port.storage.ListQuery;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.ObjectAttributes;
import io.deltaglider.port.storage.ObjectVersion;
import io.deltaglider.port.storage.StorageException.Kind;
import io.deltaglider.port.storage.WriteCondition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Buckets are created, listed and deleted. */
abstract class BucketContract extends StorageFixture {
  private static final String OTHER = "contract-bucket-other";

  BucketContract(StoragePortContract contract) {
    super(contract);
  }

  @Test
  void capabilitiesAndLimitAreTheSameEveryTime() {
    for (Capability capability : Capability.values()) {
      assertThat(has(capability)).as("%s", capability).isEqualTo(has(capability));
    }
    assertThat(storage.maxMetadataBytes())
        .isEqualTo(storage.maxMetadataBytes())
        .isGreaterThanOrEqualTo(2048);
  }

  @Test
  void aCreatedBucketExistsAndIsEmpty() {
    assertThat(storage.bucketExists(OTHER)).isFalse();

    storage.createBucket(OTHER);

    assertThat(storage.bucketExists(OTHER)).isTrue();
    assertThat(storage.list(ListQuery.of(OTHER, "")).objects()).isEmpty();
  }

  @Test
  void aStoreWithoutBucketsListsNone() {
    storage.deleteBucket(BUCKET);

    assertThat(storage.listBuckets()).isEmpty();
  }

  @Test
  void creatingABucketThatExistsFailsAndKeepsItsObjects() {
    put("a", "kept");

    assertFails(Kind.BUCKET_ALREADY_EXISTS, BUCKET, () -> storage.createBucket(BUCKET));
    assertThat(readText("a")).isEqualTo("kept");
  }

  @Test
  void aDeletedBucketIsGoneAndCanBeCreatedAgain() {
    storage.deleteBucket(BUCKET);
    assertThat(storage.bucketExists(BUCKET)).isFalse();
    assertThat(storage.listBuckets()).isEmpty();

    storage.createBucket(BUCKET);
    put("a", "new");
    assertThat(readText("a")).isEqualTo("new");
  }

  @Test
  void deletingABucketThatIsNotThereFails() {
    assertFails(Kind.NO_SUCH_BUCKET, OTHER, () -> storage.deleteBucket(OTHER));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a/b/c", ".hidden", ".well-known/x", "dir/", "/", ".", ".."})
  void deletingABucketWithAnObjectFailsAndDeletesNothing(String key) {
    put(key, "kept");

    assertFails(Kind.BUCKET_NOT_EMPTY, BUCKET, () -> storage.deleteBucket(BUCKET));
    assertThat(readText(key)).isEqualTo("kept");
  }

  @Test
  void aBucketThatWasEmptiedCanBeDeleted() {
    put("a/b/c", "gone");
    storage.delete(BUCKET, DeleteRequest.of("a/b/c"));
    if (has(Capability.VERSIONS)) {
      removeAllVersions();
    }

    storage.deleteBucket(BUCKET);

    assertThat(storage.bucketExists(BUCKET)).isFalse();
  }

  @Test
  void bucketsAreListedInTheOrderOfTheirNames() {
    List<String> names = new ArrayList<>(List.of("zzz", "b-1", "b.1", "b11", "0-first"));
    if (contract.takesUnderscoresInBucketNames()) {
      names.add("b_1");
    }
    names.forEach(storage::createBucket);

    List<String> sorted = new ArrayList<>(names);
    sorted.add(BUCKET);
    sorted.sort(KeyOrder.UTF_8);
    assertThat(storage.listBuckets()).extracting(Bucket::name).isEqualTo(sorted);
  }

  @Test
  void aBucketWasCreatedBeforeItsObjectsWereWritten() {
    put("a", "later");
    Instant written = storage.head(address("a")).lastModified();

    assertThat(storage.listBuckets())
        .singleElement()
        .satisfies(bucket -> assertThat(bucket.createdAt()).isBeforeOrEqualTo(written));
  }

  @Test
  void bucketsShareNoObjects() {
    storage.createBucket(OTHER);
    put("a", "here");

    assertFails(Kind.NO_SUCH_KEY, OTHER + "/a", () -> storage.head(new ObjectAddress(OTHER, "a")));
    storage.delete(OTHER, DeleteRequest.of("a"));
    assertThat(readText("a")).isEqualTo("here");
  }

  @ParameterizedTest
  @DisplayName("P-29 a name that is no bucket's never reaches the store")
  @ValueSource(strings = {"", "..", "a/b", "../x", "ab", "UPPER", "a..b", ".abc", "abc-", "a\0bc"})
  void namesThatBreakTheRuleAreTheCallersMistake(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> storage.createBucket(name));
    assertThatIllegalArgumentException().isThrownBy(() -> storage.deleteBucket(name));
    assertThatIllegalArgumentException().isThrownBy(() -> storage.bucketExists(name));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> storage.delete(name, DeleteRequest.of("a")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> storage.deleteAll(name, List.of(DeleteRequest.of("a"))));
    assertThat(storage.listBuckets()).extracting(Bucket::name).containsExactly(BUCKET);
  }

  @Test
  void ofConcurrentCreationsOneWins() throws Exception {
    Race race = Race.of(Race.THREADS, number -> storage.createBucket(OTHER));

    race.onlyWinner(Kind.BUCKET_ALREADY_EXISTS);
    assertThat(storage.bucketExists(OTHER)).isTrue();
  }

  @Test
  @DisplayName("a put that races the bucket's deletion is stored, or fails with the bucket")
  void aPutThatRacesTheDeletionOfItsBucketIsNeverLost() throws Exception {
    for (int round = 0; round < 20; round++) {
      String bucket = "race-" + round;
      ObjectAddress address = new ObjectAddress(bucket, "dir/a");
      storage.createBucket(bucket);

      Race race =
          Race.of(
              2,
              number -> {
                if (number == 0) {
                  storage.deleteBucket(bucket);
                } else {
                  storage.put(
                      address, text("kept"), ObjectAttributes.NONE, WriteCondition.always());
                }
              });

      assertThat(race.winners()).as("who won in round %s", round).hasSize(1);
      boolean putWon = race.winners().contains(1);
      race.losersFailWith(putWon ? Kind.BUCKET_NOT_EMPTY : Kind.NO_SUCH_BUCKET);
      assertThat(storage.bucketExists(bucket)).isEqualTo(putWon);
      if (putWon) {
        assertThat(storage.head(address).size()).isEqualTo(4);
      }
    }
  }

  private void removeAllVersions() {
    for (ObjectVersion version : storage.listVersions(ListQuery.of(BUCKET, "")).versions()) {
      deleteVersion(version.key(), version.versionId());
    }
  }
}
