package io.deltaglider.core;

import static io.deltaglider.core.TestStore.BUCKET;
import static io.deltaglider.core.TestStore.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.deltaglider.core.collect.CollectOptions;
import io.deltaglider.core.collect.CollectReport;
import io.deltaglider.core.collect.CollectReport.Count;
import io.deltaglider.core.put.PutOutcome;
import io.deltaglider.core.put.PutOutcome.Form;
import io.deltaglider.core.put.PutRequest;
import io.deltaglider.port.contract.StorageCall.Operation;
import io.deltaglider.port.storage.ObjectAttributes;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What one collector does, run after run. */
class CollectTest {
  private static final Duration WAIT = Duration.ofHours(24);
  private static final String RESERVED = ".deltaglider/";

  private static CollectReport collect(TestStore store) {
    return store.otherProcess().collect(BUCKET, CollectOptions.DEFAULT);
  }

  private static void delete(TestStore store, String... keys) {
    assertThat(store.glider.deleteAll(BUCKET, List.of(keys))).isEmpty();
  }

  @Test
  void whatNothingUsesGoesInTwoRunsThatAreADayApart() {
    try (TestStore store = new TestStore()) {
      store.put("v1/app.zip", Contents.version(1, 0));
      store.put("v1/used.zip", Contents.version(2, 0));
      delete(store, "v1/app.zip");

      CollectReport first = collect(store);
      assertThat(first.references()).isEqualTo(new Count(2, 2L * Contents.SIZE));
      assertThat(first.used()).isEqualTo(new Count(1, Contents.SIZE));
      assertThat(first.condemned()).isEqualTo(new Count(1, Contents.SIZE));
      assertThat(first.waitingUntil()).contains(Instant.parse("2026-03-02T12:00:00Z"));
      assertThat(first.objectsScanned()).isEqualTo(1);
      store.advance(WAIT.minusSeconds(1));
      CollectReport early = collect(store);
      assertThat(early.waiting()).isEqualTo(new Count(1, Contents.SIZE));
      assertThat(store.references()).hasSize(2);
      store.advance(Duration.ofSeconds(1));
      CollectReport second = collect(store);

      assertThat(second.deleted()).isEqualTo(new Count(1, Contents.SIZE));
      assertThat(store.references()).hasSize(1);
      assertThat(store.get("v1/used.zip")).isEqualTo(Contents.version(2, 0));
      store.advance(WAIT.minusSeconds(1));
      assertThat(collect(store).markersRemoved()).as("another may still delete").isZero();
      store.advance(Duration.ofSeconds(1));
      assertThat(collect(store).markersRemoved()).isEqualTo(1);
      assertThat(store.storedKeys(RESERVED + "references/")).isEqualTo(store.references());
      assertThat(store.storedKeys(RESERVED + "tmp/")).isEmpty();
    }
  }

  @Test
  void condemnedReferencesLoseTheirPointersSoThatNewOnesHaveRoom() {
    try (TestStore store = new TestStore()) {
      store.put("v1/app.zip", Contents.version(1, 0));
      delete(store, "v1/app.zip");

      assertThat(collect(store).pointersRemoved()).isEqualTo(2);

      assertThat(store.storedKeys(RESERVED + "index/")).isEmpty();
      PutOutcome next =
          TestStore.put(
              store.otherProcess(), PutRequest.of(at("v2/app.zip")), Contents.version(1, 1));
      assertThat(next.form()).isEqualTo(Form.REFERENCE);
    }
  }

  @Test
  void aReferenceThatIsUsedAfterAllIsRescuedWithItsPointers() {
    try (TestStore store = new TestStore()) {
      store.put("v1/app.zip", Contents.version(1, 0));
      List<String> pointers = store.storedKeys(RESERVED + "index/");
      store
          .storage
          .when(Operation.PUT)
          .matching(call -> call.key().endsWith("/condemned"))
          .runBefore(() -> store.put("v2/app.zip", Contents.version(1, 0)));
      delete(store, "v1/app.zip");
      assertThat(collect(store).condemned().number()).isEqualTo(1);
      assertThat(store.storedKeys(RESERVED + "index/")).isEmpty();

      assertThat(collect(store).rescued()).isEqualTo(new Count(1, Contents.SIZE));
      store.advance(WAIT.minusSeconds(1));
      assertThat(collect(store).markersRemoved()).as("another may still delete").isZero();
      store.advance(Duration.ofSeconds(1));
      assertThat(collect(store).markersRemoved()).isEqualTo(1);

      assertThat(store.storedKeys(RESERVED + "references/")).isEqualTo(store.references());
      assertThat(store.storedKeys(RESERVED + "index/")).hasSameSizeAs(pointers);
      assertThat(store.put("v3/app.zip", Contents.version(1, 1)).form()).isEqualTo(Form.DELTA);
    }
  }

  @Test
  void danglingPointersGo() {
    try (TestStore store = new TestStore()) {
      store.put("v1/app.zip", Contents.version(1, 0));
      store.deleteRaw(store.references().get(0));

      assertThat(collect(store).pointersRemoved()).isEqualTo(2);

      assertThat(store.storedKeys(RESERVED + "index/")).isEmpty();
    }
  }

  @Test
  void theLocalClockDecidesNothing() {
    try (TestStore store = new TestStore()) {
      store.put("v1/app.zip", Contents.version(1, 0));
      delete(store, "v1/app.zip");
      collect(store);
      DeltaGlider wrong = store.otherProcess(Clock.offset(store.clock, Duration.ofDays(1000)));

      assertThat(wrong.collect(BUCKET, CollectOptions.DEFAULT).waiting().number()).isEqualTo(1);

      assertThat(store.references()).hasSize(1);
    }
  }

  @Test
  void nothingIsDeletedAnHourAfterTheLook() {
    try (TestStore store = new TestStore()) {
      store.put("v1/app.zip", Contents.version(1, 0));
      delete(store, "v1/app.zip");
      collect(store);
      store.advance(WAIT);
      store
          .storage
          .when(Operation.PUT)
          .matching(call -> call.key().endsWith("/condemned"))
          .runAfter(() -> store.advance(Duration.ofHours(1)));

      CollectReport report = collect(store);

      assertThat(report.failures()).hasSize(1);
      assertThat(store.references()).hasSize(1);
      store.advance(WAIT);
      assertThat(collect(store).deleted().number()).isEqualTo(1);
    }
  }

  @Test
  void aDryRunSaysTheSameAndWritesNothing() {
    try (TestStore store = new TestStore()) {
      store.put("v1/app.zip", Contents.version(1, 0));
      delete(store, "v1/app.zip");
      CollectOptions dry = CollectOptions.DEFAULT.withDryRun();
      for (int run = 0; run < 4; run++) {
        store.storage.clearCalls();
        CollectReport told = store.otherProcess().collect(BUCKET, dry);
        assertThat(store.storage.writes()).isEmpty();
        CollectReport done = collect(store);
        assertThat(told.condemned()).isEqualTo(done.condemned());
        assertThat(told.deleted()).isEqualTo(done.deleted());
        assertThat(told.markersRemoved()).isEqualTo(done.markersRemoved());
        store.advance(WAIT);
      }
    }
  }

  @Test
  void aListenerIsToldHowFarItHasCome() {
    try (TestStore store = new TestStore()) {
      store.put("v1/app.zip", Contents.version(1, 0));
      store.put("notes.txt", Contents.random(1000, 1));
      List<Long> told = new ArrayList<>();

      store.glider.collect(BUCKET, CollectOptions.DEFAULT.withListener(told::add));

      assertThat(told).isNotEmpty().last().isEqualTo(2L);
    }
  }

  @Test
  void anEmptyBucketIsLeftEmpty() {
    try (TestStore store = new TestStore()) {
      CollectReport report = collect(store);

      assertThat(report.isClean()).isTrue();
      assertThat(report.references()).isEqualTo(Count.NONE);
      assertThat(store.storedKeys("")).isEmpty();
    }
  }

  @Test
  void anEmptyMarkerCountsAsCondemned() {
    try (TestStore store = new TestStore()) {
      store.put("v1/app.zip", Contents.version(1, 0));
      delete(store, "v1/app.zip");
      String marker = store.references().get(0).replace("reference.bin", "condemned");
      store.putRaw(marker, new byte[0], ObjectAttributes.NONE);
      store.advance(WAIT);

      assertThat(collect(store).deleted().number()).isEqualTo(1);
      assertThat(store.references()).isEmpty();
    }
  }

  @Test
  void aDeletedBucketNeverShowsAReferenceWithoutItsMarker() throws Exception {
    try (TestStore store = new TestStore()) {
      store.put("v1/app.zip", Contents.version(1, 0));
      delete(store, "v1/app.zip");
      collect(store);
      String reference = store.references().get(0);
      String marker = reference.replace("reference.bin", "condemned");
      store
          .storage
          .when(call -> call.operation() == Operation.DELETE || call.operation() == Operation.PUT)
          .always()
          .runAfter(
              () -> {
                List<String> keys = store.storedKeys(RESERVED + "references/");
                assertThat(keys.contains(reference) && !keys.contains(marker)).isFalse();
              });
      store
          .storage
          .when(Operation.DELETE_BUCKET)
          .runBefore(() -> store.putRaw("late", new byte[1], ObjectAttributes.NONE));

      assertThatExceptionOfType(StorageException.class)
          .isThrownBy(() -> store.glider.deleteBucket(BUCKET))
          .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.BUCKET_NOT_EMPTY));

      assertThat(store.storedKeys(RESERVED + "references/")).containsExactly(marker, reference);
    }
  }

  @Test
  @DisplayName("A writer that took an hour to make a reference does not create it")
  void lateReferencesAreNotCreated() {
    try (TestStore store = new TestStore()) {
      store.put("other.zip", Contents.version(9, 0));
      store
          .storage
          .when(Operation.LIST)
          .matching(call -> call.key().startsWith(RESERVED + "references/"))
          .runAfter(() -> store.advance(Duration.ofHours(1)));

      PutOutcome outcome =
          TestStore.put(
              store.otherProcess(), PutRequest.of(at("v1/app.zip")), Contents.version(1, 0));

      assertThat(outcome.form()).isEqualTo(Form.PASSTHROUGH);
      assertThat(store.references()).hasSize(1);
    }
  }
}
