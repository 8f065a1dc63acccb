package io.deltaglider.core;

import static io.deltaglider.core.TestStore.BUCKET;
import static io.deltaglider.core.TestStore.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.deltaglider.adapter.memory.MemoryScratch;
import io.deltaglider.core.get.ObjectInfo;
import io.deltaglider.core.put.PutOptions;
import io.deltaglider.core.put.PutOutcome;
import io.deltaglider.core.put.PutOutcome.Form;
import io.deltaglider.core.put.PutRequest;
import io.deltaglider.core.select.DeltaPolicy;
import io.deltaglider.core.verify.BucketStats;
import io.deltaglider.port.contract.StorageCall.Operation;
import io.deltaglider.port.storage.LifecycleRule;
import io.deltaglider.port.storage.StorageException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which form an object gets, and what that costs. */
class SelectionTest {
  /** What a put may cost beyond the content: pointers, format document and the like. */
  private static final int SMALL_CONSTANT = 2048;

  @Test
  @DisplayName("P-11: random bytes in a family with references cost no more than themselves")
  void unrelatedFilesCostNoMoreThanThemselves() {
    try (TestStore store = new TestStore()) {
      store.put("v1/app.zip", Contents.version(1, 0));
      store.put("v2/app.zip", Contents.version(1, 1));
      for (int number = 0; number < 12; number++) {
        long before = store.storedBytes();
        byte[] unrelated = Contents.random(Contents.SIZE, 100 + number);

        store.put("v3." + number + "/app.zip", unrelated);

        assertThat(store.storedBytes() - before)
            .as("put %d", number)
            .isLessThan(unrelated.length + SMALL_CONSTANT);
      }
      // Reading the last needs no other object's reference.
      ObjectInfo info = store.glider.head(at("v3.11/app.zip"));
      assertThat(info.reference()).isEmpty();
      assertThat(store.references()).hasSizeLessThanOrEqualTo(8);
    }
  }

  @ParameterizedTest
  @DisplayName("P-11: the given maxRatio decides")
  @ValueSource(doubles = {0.3, 0.7})
  void maxRatioDecides(double maxRatio) {
    try (TestStore store = new TestStore(PutOptions.DEFAULT.withMaxRatio(maxRatio))) {
      byte[] first = Contents.random(Contents.SIZE, 1);
      byte[] halfNew = first.clone();
      System.arraycopy(Contents.random(50_000, 2), 0, halfNew, 0, 50_000);
      store.put("v1/app.zip", first);

      PutOutcome outcome = store.put("v2/app.zip", halfNew);

      assertThat(outcome.form()).isEqualTo(maxRatio < 0.5 ? Form.REFERENCE : Form.DELTA);
      assertThat(store.get("v2/app.zip")).isEqualTo(halfNew);
    }
  }

  @Test
  @DisplayName("L-03: an odd first file does not become everybody's reference")
  void anOddFirstFileCostsLittle() {
    try (TestStore store = new TestStore()) {
      store.put("v0/app.zip", Contents.random(Contents.SIZE, 999));
      for (int version = 0; version < 30; version++) {
        store.put("v1." + version + "/app.zip", Contents.version(7, version));
      }
      long actual = store.storedBytes();

      try (TestStore best = new TestStore()) {
        for (int version = 0; version < 30; version++) {
          best.put("v1." + version + "/app.zip", Contents.version(7, version));
        }
        long bestSingle = best.storedBytes() + Contents.SIZE; // the odd file is somewhere, too
        assertThat(actual).isLessThanOrEqualTo(bestSingle * 13 / 10);
      }
    }
  }

  @Test
  @DisplayName("L-08: what no encoder limit allows is stored whole, with its reason")
  void encoderLimitsAreNoErrors() {
    PutOptions noTime = PutOptions.DEFAULT.withMaxEncodeTime(Duration.ofNanos(-1));
    try (TestStore store = new TestStore(noTime)) {
      PutOutcome outcome = store.put("v1/app.zip", Contents.version(1, 0));

      assertThat(outcome.form()).isEqualTo(Form.PASSTHROUGH);
      assertThat(outcome.reason().orElseThrow()).contains("encoding took longer");
      assertThat(store.get("v1/app.zip")).isEqualTo(Contents.version(1, 0));
      assertThat(store.glider.head(at("v1/app.zip")).note()).isEqualTo(outcome.reason());
      assertThat(store.references()).isEmpty();
    }
  }

  @Test
  @DisplayName(
      "P-19: an attempt that stalls ends by its time limit, and the object is stored whole")
  void stallsEndByTheTimeLimit() {
    try (TestStore store = new TestStore()) {
      store.put("v1/app.zip", Contents.version(1, 0));
      // Every look at the monotonic clock takes an hour: the encoder's first one is too late.
      DeltaGlider slow =
          store.otherProcess(store.scratch, () -> store.nanos.addAndGet(3_600_000_000_000L));

      PutOutcome outcome =
          TestStore.put(slow, PutRequest.of(at("v2/app.zip")), Contents.version(1, 1));

      assertThat(outcome.form()).isEqualTo(Form.PASSTHROUGH);
      assertThat(store.get("v2/app.zip")).isEqualTo(Contents.version(1, 1));
      BucketStats stats = store.glider.stats(BUCKET, "");
      assertThat(stats.passthroughReasons()).hasSize(1);
    }
  }

  @Test
  void scratchThatRunsOutCostsOnlyTheDelta() {
    try (TestStore store = new TestStore()) {
      store.put("v1/app.zip", Contents.version(1, 0));
      // Room for the content alone, not for the reference beside it.
      var tight = new MemoryScratch(150_000, Duration.ZERO);
      DeltaGlider glider = store.otherProcess(tight, store.nanos::get);

      PutOutcome outcome =
          TestStore.put(glider, PutRequest.of(at("v2/app.zip")), Contents.version(1, 1));

      assertThat(outcome.form()).isEqualTo(Form.PASSTHROUGH);
      assertThat(outcome.reason().orElseThrow()).contains("scratch");
      assertThat(tight.usedBytes()).isZero();
      assertThat(store.get("v2/app.zip")).isEqualTo(Contents.version(1, 1));
    }
  }

  @Test
  @DisplayName("P-45: a listener is told durations as such, and why an object is stored whole")
  void listenersAreToldOfEveryPut() {
    List<String> told = new ArrayList<>();
    try (TestStore store =
        new TestStore(
            PutOptions.DEFAULT.withListener(
                (outcome, took) -> {
                  told.add(outcome.form() + " " + took.toMillis() + " ms " + outcome.reason());
                  throw new IllegalStateException("not the put's concern");
                }))) {
      store
          .storage
          .when(Operation.PUT)
          .underPrefix("v")
          .times(2)
          .runAfter(
              () -> {
                store.nanos.addAndGet(1_500_000_000L);
                store.clock.advance(Duration.ofDays(-1)); // must not matter
              });

      store.put("v1/app.zip", Contents.version(1, 0));
      store.put(PutRequest.of(at("v2/app.zip")).withoutDelta(), Contents.version(1, 1));

      assertThat(told)
          .containsExactly(
              "REFERENCE 1500 ms Optional.empty", "PASSTHROUGH 1500 ms Optional[no delta wanted]");
    }
  }

  @Test
  void isolatedPrefixesShareNoReference() {
    try (TestStore store = new TestStore()) {
      store.glider.setPolicy(
          BUCKET,
          new DeltaPolicy(
              DeltaPolicy.DEFAULT.extensions(),
              DeltaPolicy.DEFAULT.minSize(),
              DeltaPolicy.DEFAULT.scopes(),
              List.of("tenant-a/", "tenant-b/"),
              List.of("raw/")));

      PutOutcome first = store.put("tenant-a/v1/app.zip", Contents.version(1, 0));
      PutOutcome second = store.put("tenant-b/v1/app.zip", Contents.version(1, 1));
      PutOutcome third = store.put("tenant-b/v2/app.zip", Contents.version(1, 2));
      PutOutcome raw = store.put("raw/v1/app.zip", Contents.version(1, 3));

      assertThat(second.reference()).isNotEqualTo(first.reference());
      assertThat(third.reference()).isEqualTo(second.reference());
      assertThat(raw.form()).isEqualTo(Form.PASSTHROUGH);
    }
  }

  @Test
  void clientsCanOnlyNarrowThePolicy() {
    DeltaPolicy onlyJars =
        new DeltaPolicy(
            Set.of("jar"),
            DeltaPolicy.DEFAULT.minSize(),
            DeltaPolicy.DEFAULT.scopes(),
            List.of(),
            List.of());
    try (TestStore store = new TestStore(PutOptions.DEFAULT.withPolicy(onlyJars))) {
      assertThat(store.put("v1/app.zip", Contents.version(1, 0)).form())
          .isEqualTo(Form.PASSTHROUGH);
      assertThat(store.put("v1/app.jar", Contents.version(1, 0)).form()).isEqualTo(Form.REFERENCE);
    }
  }

  @Test
  void lifecycleRulesThatReachReferencesForbidDeltas() throws IOException {
    try (TestStore store = new TestStore()) {
      store.storage.setLifecycleRules(BUCKET, List.of(new LifecycleRule("expire-all", "", true)));

      PutOutcome outcome = store.put("v1/app.zip", Contents.version(1, 0));

      assertThat(outcome.form()).isEqualTo(Form.PASSTHROUGH);
      assertThat(outcome.reason().orElseThrow()).contains("expire-all");
      assertThat(store.glider.stats(BUCKET, "").warning().orElseThrow()).contains("expire-all");
      assertThat(store.glider.verify(at("v1/app.zip")).warning().orElseThrow())
          .contains("expire-all");
    }
  }

  @Test
  @DisplayName("L-16, P-40: stats equal a brute-force recount, with the present form's numbers")
  void statsEqualARecount() {
    try (TestStore store = new TestStore()) {
      assertThat(store.glider.stats(BUCKET, "").savedRatio()).hasValue(0);
      List<byte[]> contents = new ArrayList<>();
      for (int number = 0; number < 1100; number++) {
        byte[] content = number % 100 == 0 ? Contents.version(1, number / 100) : new byte[number];
        contents.add(content);
        store.put("v" + number + ".0/app.zip", content);
      }
      store.put(PutRequest.of(at("v0.0/app.zip")).withoutDelta(), contents.get(0));

      BucketStats stats = store.glider.stats(BUCKET, "");

      assertThat(stats.objects()).isEqualTo(1100);
      assertThat(stats.deltas()).hasValue(10);
      assertThat(stats.logicalBytes())
          .hasValue(contents.stream().mapToLong(content -> content.length).sum());
      assertThat(stats.storedBytes()).isEqualTo(store.storedBytes());
      assertThat(stats.references()).isEqualTo(1);
      assertThat(stats.referenceBytes()).isEqualTo(Contents.SIZE);
      assertThat(stats.passthroughReasons().values().stream().mapToLong(Long::longValue).sum())
          .isEqualTo(1090);
      assertThatExceptionOfType(StorageException.class)
          .isThrownBy(() -> store.glider.stats("no-such-bucket", ""));
    }
  }
}
