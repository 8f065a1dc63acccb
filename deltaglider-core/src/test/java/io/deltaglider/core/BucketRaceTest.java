package io.deltaglider.core;

import static io.deltaglider.core.TestStore.BUCKET;
import static io.deltaglider.core.TestStore.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.deltaglider.core.format.DamagedFormatException;
import io.deltaglider.core.get.GetRequest;
import io.deltaglider.core.put.PutRequest;
import io.deltaglider.port.contract.Fault;
import io.deltaglider.port.contract.StorageCall.Operation;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import io.deltaglider.port.storage.WriteCondition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Puts and the deletion of their bucket at the same time, in every order. */
class BucketRaceTest {
  @Test
  @DisplayName("A put that races the deletion of its bucket: the object reads, or the put failed")
  void putAgainstDeletionOfTheBucket() {
    int survived = 0;
    for (int step = 0; step < 12; step++) {
      try (TestStore store = new TestStore()) {
        store.put("v1/app.zip", Contents.version(1, 0));
        store.glider.delete(at("v1/app.zip"), WriteCondition.always());
        List<String> internal = store.storedKeys(".deltaglider/");
        DeltaGlider writer = store.otherProcess();
        boolean[] acknowledged = {false};
        // The writer puts just before one of the deleter's calls.
        Fault race =
            store
                .storage
                .when(Operation.LIST, Operation.OPEN, Operation.DELETE, Operation.DELETE_BUCKET)
                .skip(step)
                .runBefore(() -> acknowledged[0] = tryPut(writer));
        boolean deleted = tryDeleteBucket(store);
        if (race.hits() == 0) {
          break;
        }

        assertThat(deleted && acknowledged[0]).as("step %d", step).isFalse();
        if (acknowledged[0]) {
          survived++;
          assertThat(TestStore.get(store.otherProcess(), GetRequest.of(at("v2/app.zip"))))
              .isEqualTo(Contents.version(1, 1));
          assertThat(store.storedKeys(".deltaglider/")).containsAll(references(internal));
        }
        assertThat(store.scratch.usedBytes()).isZero();
      }
    }
    assertThat(survived).isPositive();
  }

  private static List<String> references(List<String> internal) {
    return internal.stream().filter(key -> key.contains("/references/")).toList();
  }

  @Test
  @DisplayName(
      "The deletion of a bucket at every call of a put: the object reads, or the put failed")
  void deletionOfTheBucketInsideAPut() {
    boolean raced = true;
    for (int step = 0; raced; step++) {
      try (TestStore store = new TestStore()) {
        store.put("v1/app.zip", Contents.version(1, 0));
        store.glider.delete(at("v1/app.zip"), WriteCondition.always());
        DeltaGlider deleter = store.otherProcess();
        DeltaGlider writer = store.otherProcess();
        boolean[] deleted = {false};
        Fault race =
            store
                .storage
                .when(call -> true)
                .skip(step)
                .runBefore(
                    () -> {
                      try {
                        deleter.deleteBucket(BUCKET);
                        deleted[0] = true;
                      } catch (IOException e) {
                        throw new UncheckedIOException(e);
                      }
                    });
        boolean acknowledged = tryPut(writer);
        raced = race.hits() > 0;
        if (raced) {
          assertThat(deleted[0]).isTrue();
          assertThat(acknowledged).isFalse();
          assertThat(store.glider.bucketExists(BUCKET)).isFalse();
        }
        assertThat(store.scratch.usedBytes()).isZero();
      }
    }
  }

  private static boolean tryPut(DeltaGlider writer) {
    try {
      TestStore.put(writer, PutRequest.of(at("v2/app.zip")), Contents.version(1, 1));
      return true;
    } catch (StorageException | DamagedFormatException e) {
      return false;
    }
  }

  private static boolean tryDeleteBucket(TestStore store) {
    try {
      store.glider.deleteBucket(BUCKET);
      return true;
    } catch (StorageException e) {
      assertThat(e.kind()).isEqualTo(Kind.BUCKET_NOT_EMPTY);
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  @DisplayName("Nothing is remembered of a bucket that was deleted and created again")
  void recreatedBucketsBeginAnew() throws Exception {
    try (TestStore store = new TestStore()) {
      store.put("v1/app.zip", Contents.version(1, 0));
      store.put("v2/app.zip", Contents.version(1, 1));
      store.put("v2.1/app.zip", Contents.version(1, 0)); // now pointers and look are remembered
      store.glider.deletePrefix(BUCKET, "", key -> {});
      store.glider.deleteBucket(BUCKET);
      store.glider.createBucket(BUCKET);

      store.put("v3/app.zip", Contents.version(1, 2));
      store.put("v2/app.zip", Contents.version(1, 1));

      assertThat(TestStore.get(store.otherProcess(), GetRequest.of(at("v3/app.zip"))))
          .isEqualTo(Contents.version(1, 2));
      assertThat(TestStore.get(store.otherProcess(), GetRequest.of(at("v2/app.zip"))))
          .isEqualTo(Contents.version(1, 1));
    }
  }
}
