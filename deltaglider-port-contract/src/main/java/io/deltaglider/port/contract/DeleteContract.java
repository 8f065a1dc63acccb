package io.deltaglider.port.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.deltaglider.port.storage.Capability;
import io.deltaglider.port.storage.DeleteFailure;
import io.deltaglider.port.storage.DeleteRequest;
import io.deltaglider.port.storage.StorageException.Kind;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Objects are deleted, alone and together. */
abstract class DeleteContract extends StorageFixture {
  DeleteContract(StoragePortContract contract) {
    super(contract);
  }

  @Test
  void aDeletedObjectIsGoneForEveryReadAtOnce() {
    put("dir/a", "content");

    delete("dir/a");

    assertFails(Kind.NO_SUCH_KEY, address("dir/a"), () -> storage.head(address("dir/a")));
    assertFails(Kind.NO_SUCH_KEY, address("dir/a"), () -> storage.open(address("dir/a")));
    assertThat(keys()).isEmpty();
  }

  @Test
  @DisplayName("P-28 deleting what is not there succeeds")
  void deletingAMissingObjectSucceeds() {
    put("a/b", "kept");

    for (String key : List.of("missing", "a", "a/", "a/b/", "a/b/c", "A/B")) {
      delete(key);
    }

    assertThat(keys()).containsExactly("a/b");
    assertThat(readText("a/b")).isEqualTo("kept");
  }

  @Test
  @DisplayName("P-13 a deleted object does not come back when its key is used again")
  void aDeletedKeyCanBeUsedAgain() {
    put("a", "old", metadata("k", "v"));
    delete("a");
    delete("a");

    put("a", "new");

    assertThat(readText("a")).isEqualTo("new");
    assertThat(storage.head(address("a")).metadata()).isEmpty();
  }

  @Test
  @DisplayName("P-04 a delete touches one key only")
  void aDeleteTouchesNoOtherKey() {
    List<String> others = List.of("A", "a!", "a/", "a/b", "a//", "aa", "b/a");
    others.forEach(key -> put(key, key));
    put("a", "gone");

    delete("a");

    assertThat(keys()).containsExactlyInAnyOrderElementsOf(others);
    others.forEach(key -> assertThat(readText(key)).isEqualTo(key));
  }

  @Test
  @DisplayName("P-28 many are deleted together, missing ones as well")
  void manyAreDeletedTogether() {
    put("a", "gone");
    put("a/b", "gone");
    put("c", "kept");

    List<DeleteFailure> failures =
        storage.deleteAll(
            BUCKET,
            List.of(
                DeleteRequest.of("a"),
                DeleteRequest.of("missing"),
                DeleteRequest.of("a/b"),
                DeleteRequest.of("a")));

    assertThat(failures).isEmpty();
    assertThat(keys()).containsExactly("c");
  }

  @Test
  void deletingNothingSucceeds() {
    put("a", "kept");

    assertThat(storage.deleteAll(BUCKET, List.of())).isEmpty();
    assertThat(keys()).containsExactly("a");
  }

  @Test
  void aThousandAreDeletedTogetherAndNotMore() {
    put("key-0", "gone");
    put("key-999", "gone");
    put("key-1000", "kept");
    List<DeleteRequest> requests =
        IntStream.rangeClosed(0, 1000).mapToObj(i -> DeleteRequest.of("key-" + i)).toList();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> storage.deleteAll(BUCKET, requests))
        .withMessageContaining("1001");
    assertThat(keys()).hasSize(3);

    assertThat(storage.deleteAll(BUCKET, requests.subList(0, 1000))).isEmpty();
    assertThat(keys()).containsExactly("key-1000");
  }

  @Test
  void ofManyThoseThatFailAreReportedInOrder() {
    assumeHas(Capability.CONDITIONAL_DELETE);
    DeleteRequest wrong = DeleteRequest.ifMatch("c", put("old", "old").etag());
    put("c", "kept");
    DeleteRequest right = DeleteRequest.ifMatch("d", put("d", "gone").etag());
    DeleteRequest missing = DeleteRequest.ifMatch("b", "etag");
    put("a", "gone");

    List<DeleteFailure> failures =
        storage.deleteAll(BUCKET, List.of(wrong, right, DeleteRequest.of("a"), missing));

    assertThat(failures).extracting(DeleteFailure::request).containsExactly(wrong, missing);
    assertThat(failures)
        .allSatisfy(
            failure -> {
              assertThat(failure.cause().kind()).isEqualTo(Kind.PRECONDITION_FAILED);
              assertThat(failure.cause())
                  .hasMessageContaining(address(failure.request().key()).toString());
            });
    assertThat(keys()).containsExactly("c", "old");
  }

  @Test
  void ofManyThoseThatNeedACapabilityFailWhereItIsMissing() {
    assumeLacks(Capability.CONDITIONAL_DELETE);
    DeleteRequest conditional = DeleteRequest.ifMatch("a", put("a", "kept").etag());
    put("b", "gone");

    List<DeleteFailure> failures =
        storage.deleteAll(BUCKET, List.of(conditional, DeleteRequest.of("b")));

    assertThat(failures)
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure.request()).isEqualTo(conditional);
              assertThat(failure.cause().kind()).isEqualTo(Kind.NOT_SUPPORTED);
            });
    assertThat(keys()).containsExactly("a");
  }

  @Test
  void concurrentDeletesOfOneObjectAllSucceed() throws Exception {
    put("a", "gone");

    Race race = Race.of(Race.THREADS, number -> delete("a"));

    assertThat(race.winners()).hasSize(Race.THREADS);
    assertThat(exists("a")).isFalse();
  }
}
