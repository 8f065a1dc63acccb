package io.deltaglider.core;

import static io.deltaglider.core.TestStore.BUCKET;
import static io.deltaglider.core.TestStore.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.deltaglider.core.put.Estimate;
import io.deltaglider.core.put.PutOutcome;
import io.deltaglider.core.put.PutOutcome.Form;
import io.deltaglider.core.put.PutRequest;
import io.deltaglider.port.storage.ContentHeaders;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.ObjectAttributes;
import io.deltaglider.port.storage.StorageException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** An estimate is what the put would come to, and nothing is written for it. */
class EstimateTest {
  private static Estimate estimate(TestStore store, PutRequest request, byte[] content) {
    try {
      return store.glider.estimate(request, new ByteArrayInputStream(content));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Estimate estimate(TestStore store, String key, byte[] content) {
    return estimate(store, PutRequest.of(at(key)), content);
  }

  private static void assertSame(Estimate estimate, PutOutcome outcome) {
    assertThat(estimate.form()).isEqualTo(outcome.form());
    assertThat(estimate.size()).isEqualTo(outcome.size());
    assertThat(estimate.storedSize()).isEqualTo(outcome.storedSize());
    assertThat(estimate.reference()).isEqualTo(outcome.reference());
    assertThat(estimate.reason()).isEqualTo(outcome.reason());
  }

  @Test
  @DisplayName("P-42: the estimate of a corpus is within 10 points of its real saving")
  void anEstimatedCorpusSavesWhatWasEstimated() {
    try (TestStore store = new TestStore()) {
      store.put("v0/app.zip", Contents.version(1, 0));
      long size = 0;
      long estimated = 0;
      long stored = 0;
      for (int version = 1; version <= 8; version++) {
        byte[] content = Contents.version(1, version);
        if (version % 4 == 0) { // a rewrite of more than its half
          byte[] other = Contents.random(Contents.SIZE, version);
          System.arraycopy(other, 0, content, 0, Contents.SIZE * 6 / 10);
        }
        String key = "v" + version + "/app.zip";
        Estimate estimate = estimate(store, key, content);
        PutOutcome outcome = store.put(key, content);
        assertSame(estimate, outcome);
        size += content.length;
        estimated += estimate.storedSize();
        stored += outcome.storedSize();
      }

      double saving = (double) (size - stored) / size;
      assertThat((double) (size - estimated) / size).isCloseTo(saving, within(0.1));
      assertThat(saving).isBetween(0.5, 0.9);
    }
  }

  @Test
  @DisplayName("P-42: nothing is written, not even the bucket's format document")
  void writesNothing() {
    try (TestStore store = new TestStore()) {
      Estimate first = estimate(store, "v1/app.zip", Contents.version(1, 0));
      assertThat(first.form()).isEqualTo(Form.REFERENCE);
      assertThat(first.storedSize()).isBetween(100_000L, 101_000L);
      assertThat(store.storage.writes().stream().map(call -> call.operation().name()))
          .containsExactly("CREATE_BUCKET");

      store.put("v1/app.zip", Contents.version(1, 0));
      store.storage.clearCalls();
      Estimate later = estimate(store, "v2/app.zip", Contents.version(1, 1));

      assertThat(later.form()).isEqualTo(Form.DELTA);
      assertThat(later.savedRatio()).isGreaterThan(0.98);
      assertThat(store.storage.writes()).isEmpty();
      assertThat(store.keys()).containsExactly("v1/app.zip");
      assertThat(store.scratch.usedBytes()).isZero();
    }
  }

  @Test
  void aPromotionIsForeseen() {
    try (TestStore store = new TestStore()) {
      boolean promoted = false;
      store.put("v0/app.zip", Contents.version(1, 0));
      for (int version = 1; version < 30 && !promoted; version++) {
        byte[] content = Contents.version(1, 0);
        int drifted = Math.min(Contents.SIZE * 7 / 10, version * 7_000);
        System.arraycopy(Contents.random(drifted, version), 0, content, 0, drifted);
        Estimate estimate = estimate(store, "v" + version + "/app.zip", content);
        PutOutcome outcome = store.put("v" + version + "/app.zip", content);
        assertSame(estimate, outcome);
        promoted = outcome.form() == Form.REFERENCE;
        store.advance(Duration.ofMinutes(1));
      }
      assertThat(promoted).isTrue();
    }
  }

  @Test
  void aPassthroughSaysWhy() {
    try (TestStore store = new TestStore()) {
      Estimate text = estimate(store, "readme.txt", new byte[200_000]);
      assertThat(text.form()).isEqualTo(Form.PASSTHROUGH);
      assertThat(text.reason()).isEmpty(); // it may not be a delta at all
      assertThat(text.savedRatio()).isZero();

      PutRequest unwanted = PutRequest.of(at("v1/app.zip")).withoutDelta();
      assertThat(estimate(store, unwanted, Contents.version(1, 0)).reason())
          .contains("no delta wanted");

      Map<String, String> large = Map.of("note", "x".repeat(1_900));
      PutRequest crowded =
          PutRequest.of(at("v1/app.zip"))
              .withAttributes(ObjectAttributes.of(ContentHeaders.NONE, large));
      Estimate estimate = estimate(store, crowded, Contents.version(1, 0));
      assertSame(estimate, store.put(crowded, Contents.version(1, 0)));
      assertThat(estimate.form()).isEqualTo(Form.PASSTHROUGH);
      assertThat(estimate.reason().orElseThrow()).contains("no room");
    }
  }

  @Test
  void aMissingBucketIsAnError() {
    try (TestStore store = new TestStore()) {
      PutRequest request = PutRequest.of(new ObjectAddress("nowhere", "v1/app.zip"));
      assertThatExceptionOfType(StorageException.class)
          .isThrownBy(() -> estimate(store, request, Contents.version(1, 0)))
          .satisfies(e -> assertThat(e.kind()).isEqualTo(StorageException.Kind.NO_SUCH_BUCKET));
      assertThat(store.glider.bucketExists(BUCKET)).isTrue();
    }
  }
}
