package io.deltaglider.core;

import static io.deltaglider.core.TestStore.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.deltaglider.core.copy.CopyObjectRequest;
import io.deltaglider.core.get.GetRequest;
import io.deltaglider.core.get.ObjectInfo;
import io.deltaglider.core.put.PutOutcome;
import io.deltaglider.core.put.PutOutcome.Form;
import io.deltaglider.core.put.PutRequest;
import io.deltaglider.port.contract.Fault;
import io.deltaglider.port.contract.StorageCall.Operation;
import io.deltaglider.port.storage.ObjectAttributes;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import io.deltaglider.port.storage.WriteCondition;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The writer's side of garbage collection's contract: a condemned reference is neither used nor
 * created again, and nothing is acknowledged an hour after the marker was looked at.
 */
class CollectionRaceTest {
  private static final Duration AFTER_TRUST = Duration.ofSeconds(61);

  private final TestStore store = new TestStore();
  private String reference = "";

  @BeforeEach
  void putAFamily() {
    store.put("v1/app.zip", Contents.version(1, 0));
    store.put("v2/app.zip", Contents.version(1, 1));
    reference = store.references().get(0);
  }

  @AfterEach
  void nothingIsLeftInScratch() {
    assertThat(store.scratch.usedBytes()).isZero();
    store.close();
  }

  private void condemn() {
    store.putRaw(marker(), new byte[0], ObjectAttributes.NONE);
  }

  /** Condemns the reference while the object is written, and lets time pass. */
  private Fault collectorBeginsDuring(Operation operation, Runnable timePasses) {
    return store
        .storage
        .when(operation)
        .atKey("v3/app.zip")
        .runAfter(
            () -> {
              condemn();
              timePasses.run();
            });
  }

  private String marker() {
    return reference.replace("reference.bin", "condemned");
  }

  @Test
  void condemnedReferencesAreNotUsed() {
    condemn();
    store.advance(AFTER_TRUST);

    PutOutcome outcome = store.put("v3/app.zip", Contents.version(1, 2));

    assertThat(outcome.reference().map(sha -> reference.contains(sha.hex()))).isNotEqualTo(true);
    assertThat(outcome.form()).isEqualTo(Form.REFERENCE);
    assertReadableWithoutTheCondemned("v3/app.zip", 2);
  }

  @Test
  void condemnedReferencesAreNotCreatedAgain() {
    condemn();
    store.deleteRaw(reference);
    store.advance(AFTER_TRUST);

    PutOutcome outcome = store.put("v3/app.zip", Contents.version(1, 0));

    assertThat(outcome.form()).isEqualTo(Form.PASSTHROUGH);
    assertThat(outcome.reason()).contains("its reference is about to be collected");
    assertThat(store.references()).doesNotContain(reference);
    assertReadableWithoutTheCondemned("v3/app.zip", 0);
  }

  @Test
  @DisplayName("A reference condemned between look-up and write is not used if that took a minute")
  void condemnedBetweenLookUpAndWrite() {
    // The look itself is slow: by the time the delta is written it is out of date.
    Fault race =
        store
            .storage
            .when(Operation.LIST)
            .atKey(reference.replace("reference.bin", ""))
            .runAfter(
                () -> {
                  condemn();
                  store.advance(AFTER_TRUST);
                });

    TestStore.put(store.otherProcess(), PutRequest.of(at("v3/app.zip")), Contents.version(1, 2));

    assertThat(race.hits()).isEqualTo(1);
    assertReadableWithoutTheCondemned("v3/app.zip", 2);
  }

  @Test
  @DisplayName("P-16: a put that ends an hour after its look starts over if the reference is gone")
  void lateAcknowledgementsStartOver() {
    putWhile(() -> store.advance(Duration.ofMinutes(61)));
  }

  @Test
  void lateAcknowledgementsAreCountedByTheMonotonicClockToo() {
    putWhile(() -> store.nanos.addAndGet(Duration.ofMinutes(61).toNanos()));
  }

  /** Puts while the collector begins and time passes during the write itself. */
  private void putWhile(Runnable timePasses) {
    Fault race = collectorBeginsDuring(Operation.PUT, timePasses);

    store.put("v3/app.zip", Contents.version(1, 2));

    assertThat(race.hits()).isEqualTo(1);
    assertReadableWithoutTheCondemned("v3/app.zip", 2);
  }

  @Test
  void aConditionalPutThatStartsOverReplacesWhatItWrote() {
    collectorBeginsDuring(Operation.PUT, () -> store.advance(Duration.ofMinutes(61)));
    PutRequest ifAbsent = PutRequest.of(at("v3/app.zip")).withCondition(WriteCondition.ifAbsent());

    store.put(ifAbsent, Contents.version(1, 2));

    assertReadableWithoutTheCondemned("v3/app.zip", 2);
    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> store.put(ifAbsent, Contents.version(1, 2)))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.PRECONDITION_FAILED));
  }

  @Test
  void copiesDoNotUseCondemnedReferences() throws IOException {
    condemn();
    store.advance(AFTER_TRUST);

    ObjectInfo copy = store.glider.copy(CopyObjectRequest.of(at("v2/app.zip"), at("v3/app.zip")));

    assertThat(copy.size()).isEqualTo(Contents.SIZE);
    assertReadableWithoutTheCondemned("v3/app.zip", 1);
  }

  @Test
  void lateCopiesStartOver() throws IOException {
    Fault race = collectorBeginsDuring(Operation.COPY, () -> store.advance(Duration.ofMinutes(61)));

    store.glider.copy(CopyObjectRequest.of(at("v2/app.zip"), at("v3/app.zip")));

    assertThat(race.hits()).isEqualTo(1);
    assertReadableWithoutTheCondemned("v3/app.zip", 1);
  }

  @Test
  @DisplayName("A copy to where nothing was that comes late is not stopped by what it made itself")
  void lateCopiesToNewKeysStartOver() throws IOException {
    lateCopyUnder(WriteCondition.ifAbsent());
  }

  @Test
  void lateCopiesOverWhatWasExpectedStartOver() throws IOException {
    lateCopyUnder(WriteCondition.ifMatch(store.put("v3/app.zip", new byte[5]).etag()));
  }

  private void lateCopyUnder(WriteCondition condition) throws IOException {
    Fault race = collectorBeginsDuring(Operation.COPY, () -> store.advance(Duration.ofMinutes(61)));

    store.glider.copy(
        CopyObjectRequest.of(at("v2/app.zip"), at("v3/app.zip")).withCondition(condition));

    assertThat(race.hits()).isEqualTo(1);
    assertReadableWithoutTheCondemned("v3/app.zip", 1);
  }

  /** Does what the collector does in the end, and then reads as another process. */
  private void assertReadableWithoutTheCondemned(String key, int version) {
    store.deleteRaw(reference);
    assertThat(TestStore.get(store.otherProcess(), GetRequest.of(at(key))))
        .isEqualTo(Contents.version(1, version));
  }
}
