package io.deltaglider.core;

import static io.deltaglider.core.TestStore.BUCKET;
import static io.deltaglider.core.TestStore.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.deltaglider.adapter.memory.MemoryStorageOptions;
import io.deltaglider.core.collect.CollectOptions;
import io.deltaglider.core.collect.CollectReport;
import io.deltaglider.core.get.GetRequest;
import io.deltaglider.core.put.PutOutcome;
import io.deltaglider.core.put.PutOutcome.Form;
import io.deltaglider.core.put.PutRequest;
import io.deltaglider.port.contract.StorageCall;
import io.deltaglider.port.contract.StorageCall.Operation;
import io.deltaglider.port.storage.Capability;
import io.deltaglider.port.storage.ListQuery;
import io.deltaglider.port.storage.ObjectAttributes;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import io.deltaglider.port.storage.WriteCondition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Collections of many objects, and collectors and readers that something happens to. */
class CollectionScenarioTest {
  private static final Duration WAIT = Duration.ofHours(24);
  private static final long PATIENCE_SECONDS = 60;
  private static final String RESERVED = ".deltaglider/";

  private static CollectReport collect(TestStore store) {
    return store.otherProcess().collect(BUCKET, CollectOptions.DEFAULT);
  }

  private static void delete(TestStore store, String... keys) {
    assertThat(store.glider.deleteAll(BUCKET, List.of(keys))).isEmpty();
  }

  private static Stream<MemoryStorageOptions> stores() {
    MemoryStorageOptions full = MemoryStorageOptions.DEFAULT;
    return Stream.of(
        full,
        full.with(Capability.VERSIONS),
        full.without(
            Capability.CONDITIONAL_PUT,
            Capability.CONDITIONAL_DELETE,
            Capability.CONDITIONAL_COPY,
            Capability.METADATA_WITH_LISTING));
  }

  private static String versionOf(TestStore store, String key) {
    return store.storage.listVersions(ListQuery.of(BUCKET, key)).versions().stream()
        .filter(version -> !version.deleteMarker())
        .findFirst()
        .orElseThrow()
        .versionId();
  }

  @ParameterizedTest
  @DisplayName("A collector that dies at any call of the store loses nothing, and the next goes on")
  @MethodSource("stores")
  void dyingCollectorsHarmNobody(MemoryStorageOptions options) {
    for (int round = 0; round < 3; round++) {
      for (int step = 0; ; step++) {
        try (TestStore store = new TestStore(options)) {
          if (!dieAtStep(store, round, step)) {
            break;
          }
        }
      }
    }
  }

  /** Returns false if the run of this round has fewer steps. */
  private static boolean dieAtStep(TestStore store, int round, int step) {
    store.put("v1/app.zip", Contents.version(1, 0));
    store.put("v2/app.zip", Contents.version(1, 1));
    store.put("lib/gone.jar", Contents.version(2, 0));
    PutOutcome gone = store.put("lib/gone2.jar", Contents.version(3, 0));
    assertThat(gone.form()).isEqualTo(Form.REFERENCE);
    delete(store, "lib/gone.jar", "lib/gone2.jar", "v1/app.zip");
    removeOldVersions(store);
    for (int run = 0; run < round; run++) {
      collect(store);
      store.advance(WAIT);
    }
    var death = store.storage.when(call -> true).skip(step).always().fail(Kind.UNAVAILABLE);
    try {
      store.otherProcess().collect(BUCKET, CollectOptions.DEFAULT);
    } catch (StorageException e) {
      assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE);
    }
    store.storage.clearFaults();
    for (int run = 0; run < 4; run++) {
      assertThat(TestStore.get(store.otherProcess(), GetRequest.of(at("v2/app.zip"))))
          .isEqualTo(Contents.version(1, 1));
      assertThat(collect(store).isClean()).isTrue();
      store.advance(WAIT);
    }
    store.otherProcess().purge(BUCKET);
    assertThat(store.references()).as("round %d step %d", round, step).hasSize(1);
    assertThat(store.storedKeys(RESERVED + "references/")).isEqualTo(store.references());
    assertThat(store.storedKeys(RESERVED + "tmp/")).isEmpty();
    return death.hits() > 0;
  }

  private static void removeOldVersions(TestStore store) {
    if (store.storage.keepsVersions(BUCKET)) {
      for (String key : List.of("lib/gone.jar", "lib/gone2.jar", "v1/app.zip")) {
        store.glider.deleteVersion(at(key), versionOf(store, key));
      }
    }
  }

  @Test
  @DisplayName(
      "P-39: what a thousand deleted objects have left goes, and all of it costs O(N) calls")
  void aThousandDeletedObjectsLeaveNothing() {
    int objects = 1000;
    try (TestStore store =
        new TestStore(MemoryStorageOptions.DEFAULT.without(Capability.METADATA_WITH_LISTING))) {
      List<String> keys = new ArrayList<>();
      for (int i = 0; i < objects; i++) {
        String name = "app" + Integer.toString(i, 36).replaceAll("[0-9]", "x") + i + ".zip";
        keys.add(i % 2 == 0 ? name : "nested/dir" + i % 10 + "/" + name);
        store.put(keys.get(i), Contents.random(66_000, i));
      }
      store.put("kept.zip", Contents.random(66_000, -1));
      int references = store.references().size();
      assertThat(references).isGreaterThan(objects / 2);
      CollectReport before = collect(store);
      assertThat(before.condemned().number()).isZero();
      assertThat(store.glider.deleteAll(BUCKET, keys)).isEmpty();

      store.storage.clearCalls();
      assertThat(collect(store).condemned().number()).isEqualTo(references - 1);
      assertThat(store.storage.calls()).hasSizeLessThan(2 * objects + 50);
      store.advance(WAIT);
      store.storage.clearCalls();
      assertThat(collect(store).deleted().number()).isEqualTo(references - 1);
      assertThat(store.storage.calls()).hasSizeLessThan(3 * objects + 50);

      assertThat(store.references()).hasSize(1);
      assertThat(store.storedBytes()).isLessThan(66_000 + 500L * objects);
      store.advance(WAIT);
      store.storage.clearCalls();
      assertThat(collect(store).markersRemoved()).isEqualTo(references - 1);
      assertThat(store.storage.calls()).hasSizeLessThan(2 * objects + 50);
      assertThat(store.storedBytes()).isLessThan(66_000 + 2000);
      assertThat(store.storage.calls().stream().map(StorageCall::operation))
          .doesNotContain(Operation.COPY);
    }
  }

  @Test
  @DisplayName("L-06: readers with a cache see old or new bytes, whatever is deleted and collected")
  void cachesSurviveCollections() {
    try (TestStore store = new TestStore()) {
      DeltaGlider reader = store.otherProcess();
      store.put("v1/app.zip", Contents.version(1, 0));
      store.put("v2/app.zip", Contents.version(1, 1));
      for (int round = 1; round < 6; round++) {
        assertThat(TestStore.get(reader, GetRequest.of(at("v2/app.zip"))))
            .isEqualTo(Contents.version(round, 1));
        delete(store, "v1/app.zip", "v2/app.zip");
        for (int run = 0; run < 3; run++) {
          collect(store);
          store.advance(WAIT);
        }
        assertThat(store.references()).isEmpty();
        assertThatExceptionOfType(StorageException.class)
            .isThrownBy(() -> TestStore.get(reader, GetRequest.of(at("v2/app.zip"))))
            .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.NO_SUCH_KEY));
        store.put("v1/app.zip", Contents.version(round + 1, 0));
        store.put("v2/app.zip", Contents.version(round + 1, 1));
      }
    }
  }

  @Test
  @DisplayName("L-06: a get that meets a collection reads the old or the new object, never another")
  void aGetDuringACollectionReadsOldOrNew() {
    for (int step = 0; step < 2; step++) {
      try (TestStore store = new TestStore()) {
        store.put("v1/app.zip", Contents.version(1, 0));
        store.put("v2/app.zip", Contents.version(1, 1));
        DeltaGlider other = store.otherProcess();
        store
            .storage
            .when(Operation.OPEN)
            .matching(call -> !call.key().endsWith("format.json"))
            .skip(step)
            .runBefore(
                () -> {
                  other.delete(at("v1/app.zip"), WriteCondition.always());
                  TestStore.put(other, PutRequest.of(at("v2/app.zip")), Contents.version(7, 0));
                  collect(store);
                  store.advance(WAIT);
                  collect(store);
                });

        assertThat(TestStore.get(store.otherProcess(), GetRequest.of(at("v2/app.zip"))))
            .isIn(Contents.version(1, 1), Contents.version(7, 0));
      }
    }
  }

  @Test
  @DisplayName("A rescue frees nothing that a second collector, late by minutes, still deletes")
  void aRescueFreesNothingThatAnotherDeletes() throws Exception {
    try (TestStore store = new TestStore()) {
      store.put("v1/app.zip", Contents.version(1, 0));
      String marker = store.references().get(0).replace("reference.bin", "condemned");
      store.putRaw(marker, new byte[0], ObjectAttributes.NONE);
      store.advance(WAIT);
      DeltaGlider late = store.otherProcess();
      CountDownLatch lateIsAboutToDelete = new CountDownLatch(1);
      CountDownLatch goOn = new CountDownLatch(1);
      ExecutorService thread = Executors.newSingleThreadExecutor();
      try {
        store
            .storage
            .when(Operation.PUT)
            .atKey(marker)
            .runBefore(
                () -> {
                  lateIsAboutToDelete.countDown();
                  await(goOn);
                });
        List<Future<CollectReport>> lateRun = new ArrayList<>();
        store
            .storage
            .when(Operation.LIST)
            .atKey(RESERVED + "index/")
            .runBefore(
                () -> {
                  // The first collector has seen the object; the second one does not.
                  delete(store, "v1/app.zip");
                  lateRun.add(thread.submit(() -> late.collect(BUCKET, CollectOptions.DEFAULT)));
                  await(lateIsAboutToDelete);
                });

        assertThat(collect(store).rescued().number()).isEqualTo(1);
        TestStore.put(
            store.otherProcess(), PutRequest.of(at("v2/app.zip")), Contents.version(1, 0));
        goOn.countDown();
        assertThat(lateRun.get(0).get().deleted().number()).isEqualTo(1);

        assertThat(TestStore.get(store.otherProcess(), GetRequest.of(at("v2/app.zip"))))
            .isEqualTo(Contents.version(1, 0));
      } finally {
        thread.shutdownNow();
      }
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
