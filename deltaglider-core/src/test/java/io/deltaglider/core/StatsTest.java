package io.deltaglider.core;

import static io.deltaglider.core.TestStore.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.deltaglider.adapter.memory.MemoryStorageOptions;
import io.deltaglider.core.verify.BucketStats;
import io.deltaglider.core.verify.FamilyBreakdown;
import io.deltaglider.core.verify.StatsLevel;
import io.deltaglider.core.verify.StatsOperation;
import io.deltaglider.port.contract.StorageCall.Operation;
import io.deltaglider.port.storage.Capability;
import io.deltaglider.port.storage.StorageException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What each level of counting says, costs, and admits not to know. */
class StatsTest {
  /** A store that tells nothing but keys, sizes and ETags in listings, as S3 does. */
  private static final MemoryStorageOptions LIKE_S3 =
      MemoryStorageOptions.DEFAULT.without(Capability.METADATA_WITH_LISTING);

  private static long fill(TestStore store, int small) {
    long logical = 0;
    for (int version = 0; version < 10; version++) {
      byte[] content = Contents.version(1, version);
      store.put("v1." + version + "/app.zip", content);
      logical += content.length;
    }
    for (int number = 0; number < small; number++) {
      store.put("notes/" + number + ".txt", new byte[number]);
      logical += number;
    }
    return logical;
  }

  @ParameterizedTest
  @EnumSource(StatsLevel.class)
  @DisplayName("P-40: every level is exact where metadata comes with the listing")
  void everyLevelIsExactWhereTheListingTellsAll(StatsLevel level) {
    try (TestStore store = new TestStore()) {
      long logical = fill(store, 5);

      BucketStats stats = store.glider.stats(BUCKET, "", level);

      assertThat(stats.exact()).isTrue();
      assertThat(stats.level()).isEqualTo(level);
      assertThat(stats.examined()).isEqualTo(15);
      assertThat(stats.objects()).isEqualTo(15);
      assertThat(stats.deltas()).hasValue(10);
      assertThat(stats.logicalBytes()).hasValue(logical);
      assertThat(stats.storedBytes()).isEqualTo(store.storedBytes());
    }
  }

  @Test
  @DisplayName("P-40, L-16: a quick count does not show as saved what it does not know")
  void quickAdmitsWhatItDoesNotKnow() {
    try (TestStore store = new TestStore(LIKE_S3)) {
      fill(store, 5);
      store.storage.clearCalls();

      BucketStats stats = store.glider.stats(BUCKET, "", StatsLevel.QUICK);

      assertThat(stats.exact()).isFalse();
      assertThat(stats.examined()).isZero();
      assertThat(stats.objects()).isEqualTo(15);
      assertThat(stats.storedBytes()).isEqualTo(store.storedBytes());
      assertThat(stats.references()).isEqualTo(1);
      assertThat(stats.logicalBytes()).isEmpty();
      assertThat(stats.savedBytes()).isEmpty();
      assertThat(stats.savedRatio()).isEmpty();
      assertThat(stats.deltas()).isEmpty();
      assertThat(store.storage.calls(Operation.HEAD)).isEmpty();
    }
  }

  @Test
  @DisplayName("P-40, L-16: a sample says that it is one, and comes close")
  void aSampleComesClose() {
    try (TestStore store = new TestStore(LIKE_S3)) {
      long logical = 0;
      int objects = 3 * StatsOperation.SAMPLE_SIZE;
      for (int number = 0; number < objects; number++) {
        byte[] content = number % 10 == 0 ? Contents.version(1, 1) : new byte[number % 500];
        store.put("v" + number + ".0/app.zip", content);
        logical += content.length;
      }
      store.storage.clearCalls();

      BucketStats stats = store.glider.stats(BUCKET, "", StatsLevel.SAMPLED);

      assertThat(stats.exact()).isFalse();
      assertThat(stats.objects()).isEqualTo(objects);
      assertThat(stats.examined()).isEqualTo(StatsOperation.SAMPLE_SIZE);
      assertThat(store.storage.calls(Operation.HEAD)).hasSize(StatsOperation.SAMPLE_SIZE);
      assertThat((double) stats.logicalBytes().orElseThrow() / logical).isCloseTo(1, within(0.2));
      assertThat((double) stats.deltas().orElseThrow() / objects).isCloseTo(0.1, within(0.02));
      assertThat(stats.storedBytes()).isEqualTo(store.storedBytes());
      assertThat(store.glider.stats(BUCKET, "", StatsLevel.SAMPLED)).isEqualTo(stats);
    }
  }

  @Test
  void aSampleOfAllIsExact() {
    try (TestStore store = new TestStore(LIKE_S3)) {
      long logical = fill(store, 20);

      BucketStats sampled = store.glider.stats(BUCKET, "", StatsLevel.SAMPLED);
      BucketStats detailed = store.glider.stats(BUCKET, "", StatsLevel.DETAILED);

      assertThat(sampled.exact()).isTrue();
      assertThat(sampled.logicalBytes()).hasValue(logical);
      assertThat(sampled.passthroughReasons()).isEqualTo(detailed.passthroughReasons());
    }
  }

  @ParameterizedTest
  @EnumSource(StatsLevel.class)
  @DisplayName("P-40: a failing store is an error, never zeros")
  void aFailingStoreIsAnError(StatsLevel level) {
    try (TestStore store = new TestStore(LIKE_S3)) {
      fill(store, 5);
      Operation failing = level == StatsLevel.QUICK ? Operation.LIST : Operation.HEAD;
      store.storage.when(failing).fail(StorageException.Kind.THROTTLED);

      assertThatExceptionOfType(StorageException.class)
          .isThrownBy(() -> store.glider.stats(BUCKET, "", level))
          .satisfies(e -> assertThat(e.kind()).isEqualTo(StorageException.Kind.THROTTLED));
    }
  }

  @DisplayName("P-40: more families than are told apart are said, and the totals are right")
  @Test
  void tooManyFamiliesAreSaid() {
    try (TestStore store = new TestStore()) {
      int many = FamilyBreakdown.MAX_FAMILIES + 3;
      for (int number = 0; number < many; number++) {
        store.put("notes/" + number + ".txt", new byte[] {1, 2});
      }
      BucketStats stats = store.glider.stats(BUCKET, "");
      assertThat(stats.objects()).isEqualTo(many);
      assertThat(stats.logicalBytes()).hasValue(2L * many);
      assertThat(stats.families().families()).hasSize(FamilyBreakdown.MAX_FAMILIES);
      assertThat(stats.families().complete()).isFalse();
    }
  }
}
