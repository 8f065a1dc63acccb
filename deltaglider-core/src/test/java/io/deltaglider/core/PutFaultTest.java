package io.deltaglider.core;

import static io.deltaglider.core.TestStore.BUCKET;
import static io.deltaglider.core.TestStore.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.deltaglider.core.get.GetRequest;
import io.deltaglider.core.list.ListDetail;
import io.deltaglider.core.list.ListRequest;
import io.deltaglider.core.put.PutOutcome;
import io.deltaglider.core.put.PutOutcome.Form;
import io.deltaglider.core.put.PutRequest;
import io.deltaglider.port.contract.Fault;
import io.deltaglider.port.contract.StorageCall;
import io.deltaglider.port.contract.StorageCall.Operation;
import io.deltaglider.port.storage.ObjectAttributes;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Puts on a store that fails, and reads that must not write. */
class PutFaultTest {
  private static final Duration STALE = Duration.ofSeconds(61);
  private static final int MAX_CALLS = 50;

  private final byte[] old = Contents.version(1, 1);
  private final byte[] fresh = Contents.version(1, 2);

  @ParameterizedTest
  @DisplayName("L-01: a look-up that fails is never taken for 'there is no reference'")
  @EnumSource(names = {"UNAVAILABLE", "THROTTLED", "ACCESS_DENIED"})
  void failedLookUpsMakeNoNewReference(Kind kind) {
    int lookUps = lookUpsOfALaterPut();
    assertThat(lookUps).isPositive();
    for (int step = 0; step < 2 * lookUps; step++) {
      // Each look-up fails once alone, and once with all that follow.
      int failures = step % 2 == 0 ? 1 : Integer.MAX_VALUE;
      try (TestStore store = storeWithAReference()) {
        List<String> references = store.references();
        byte[] reference = store.getRaw(references.get(0));
        DeltaGlider other = store.otherProcess();
        Fault fault =
            store
                .storage
                .when(Operation.LIST, Operation.HEAD, Operation.OPEN)
                .underPrefix(".deltaglider/")
                .skip(step / 2)
                .times(failures)
                .fail(kind);

        try {
          PutOutcome outcome = TestStore.put(other, request("v3/app.zip"), fresh);
          assertThat(outcome.form()).isNotEqualTo(Form.REFERENCE);
        } catch (StorageException e) {
          assertThat(e.kind()).isEqualTo(kind);
        }

        assertThat(fault.hits()).isPositive();
        store.storage.clearFaults();
        assertThat(store.references()).isEqualTo(references);
        assertThat(store.getRaw(references.get(0))).isEqualTo(reference);
        assertThat(store.get("v2/app.zip")).isEqualTo(old);
        assertThat(store.scratch.usedBytes()).isZero();
      }
    }
  }

  private int lookUpsOfALaterPut() {
    try (TestStore store = storeWithAReference()) {
      DeltaGlider other = store.otherProcess();
      store.storage.clearCalls();
      assertThat(TestStore.put(other, request("v3/app.zip"), fresh).form()).isEqualTo(Form.DELTA);
      return (int)
          store.storage.calls(Operation.LIST, Operation.HEAD, Operation.OPEN).stream()
              .filter(call -> call.key().startsWith(".deltaglider/"))
              .count();
    }
  }

  @ParameterizedTest
  @DisplayName(
      "L-04: after a failure at any call of a first put the key is old or new, others whole")
  @EnumSource(names = {"UNAVAILABLE", "ACCESS_DENIED", "NO_SPACE"})
  void failuresOfAFirstPutLeaveOldOrNew(Kind kind) {
    failAtEveryCall(kind, false, Contents.random(Contents.SIZE, 99));
  }

  @ParameterizedTest
  @DisplayName(
      "L-04: after a failure at any call of a later put the key is old or new, others whole")
  @EnumSource(names = {"UNAVAILABLE", "ACCESS_DENIED", "NO_SPACE"})
  void failuresOfALaterPutLeaveOldOrNew(Kind kind) {
    failAtEveryCall(kind, false, fresh);
  }

  @ParameterizedTest
  @DisplayName("L-04: so it is when the call had its effect and only the answer was lost")
  @EnumSource(names = {"UNAVAILABLE"})
  void lostAnswersLeaveOldOrNew(Kind kind) {
    failAtEveryCall(kind, true, fresh);
    failAtEveryCall(kind, true, Contents.random(Contents.SIZE, 99));
  }

  private void failAtEveryCall(Kind kind, boolean afterwards, byte[] content) {
    boolean failed = true;
    int failures = 0;
    for (int failing = 0; failed; failing++) {
      assertThat(failing).isLessThan(MAX_CALLS);
      try (TestStore store = storeWithAReference()) {
        DeltaGlider other = store.otherProcess();
        var plan = store.storage.when(call -> true).skip(failing);
        Fault fault = afterwards ? plan.failAfterwards(kind) : plan.fail(kind);
        boolean acknowledged = false;
        try {
          TestStore.put(other, request("v2/app.zip"), content);
          acknowledged = true;
        } catch (StorageException e) {
          assertThat(e.kind()).isEqualTo(kind);
          failures++;
        }
        failed = fault.hits() > 0;

        store.storage.clearFaults();
        assertThat(store.scratch.usedBytes()).isZero();
        assertThat(store.get("v1/app.zip")).isEqualTo(Contents.version(1, 0));
        byte[] present = TestStore.get(store.otherProcess(), GetRequest.of(at("v2/app.zip")));
        if (acknowledged) {
          assertThat(present).isEqualTo(content);
        } else {
          assertThat(present).isIn(old, content);
        }
        // What a failed put left behind harms no later one.
        store.put("v2/app.zip", content);
        assertThat(store.get("v2/app.zip")).isEqualTo(content);
      }
    }
    assertThat(failures).isPositive();
  }

  @Test
  @DisplayName("L-09: no get, head, list, verify or stats writes or deletes anything")
  void readsDoNotWrite() throws Exception {
    try (TestStore store = storeWithAReference()) {
      store.put("notes.txt", new byte[10]);
      store.putRaw("bare", store.getRaw("v2/app.zip"), ObjectAttributes.NONE);
      store.advance(STALE);
      store.storage.clearCalls();

      for (DeltaGlider glider : List.of(store.glider, store.otherProcess())) {
        for (String key : store.keys()) {
          TestStore.get(glider, GetRequest.of(at(key)));
          glider.head(at(key));
          glider.verify(at(key));
        }
        glider.list(ListRequest.of(BUCKET, "").withDetail(ListDetail.METADATA));
        glider.stats(BUCKET, "");
        glider.policy(BUCKET);
        glider.bucketExists(BUCKET);
        glider.listBuckets();
      }

      assertThat(store.storage.calls()).hasSizeGreaterThan(20);
      assertThat(store.storage.writes()).isEmpty();
    }
  }

  @Test
  @DisplayName("P-10: one hundred reads of deltas fetch their reference once")
  void referencesAreFetchedOnce() {
    try (TestStore store = storeWithAReference()) {
      DeltaGlider other = store.otherProcess();
      store.storage.clearCalls();

      for (int i = 0; i < 100; i++) {
        TestStore.get(other, GetRequest.of(at("v2/app.zip")));
      }

      String reference = store.references().get(0);
      assertThat(store.storage.calls(Operation.OPEN).stream().map(StorageCall::key))
          .filteredOn(reference::equals)
          .hasSize(1);
    }
  }

  @Test
  @DisplayName(
      "P-43: a thousand gets, read to the end, closed early or failed, leave scratch empty")
  void getsLeaveNothingInScratch() throws Exception {
    try (TestStore store = storeWithAReference()) {
      for (int i = 0; i < 1000; i++) {
        switch (i % 4) {
          case 0 -> store.get("v2/app.zip");
          case 1 -> store.glider.get(GetRequest.of(at("v2/app.zip"))).close();
          case 2 -> {
            store.storage.when(Operation.OPEN).atKey("v2/app.zip").failBodyAfter(30L * (i % 7));
            assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> store.get("v2/app.zip"));
          }
          default -> {
            try (var content = store.glider.get(GetRequest.of(at("v1/app.zip")))) {
              assertThat(content.body().read()).isNotNegative();
            }
          }
        }
        assertThat(store.scratch.usedBytes()).isZero();
      }
    }
  }

  private TestStore storeWithAReference() {
    TestStore store = new TestStore();
    store.put("v1/app.zip", Contents.version(1, 0));
    store.put("v2/app.zip", old);
    store.storage.clearCalls();
    return store;
  }

  private static PutRequest request(String key) {
    return PutRequest.of(at(key));
  }
}
