package io.deltaglider.core;

import static io.deltaglider.core.TestStore.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.deltaglider.adapter.memory.MemoryStorageOptions;
import io.deltaglider.core.get.GetRequest;
import io.deltaglider.core.multipart.CompleteUploadRequest;
import io.deltaglider.core.multipart.MultipartException;
import io.deltaglider.core.multipart.PartRef;
import io.deltaglider.core.put.PutOutcome;
import io.deltaglider.core.put.PutOutcome.Form;
import io.deltaglider.port.contract.Fault;
import io.deltaglider.port.contract.StorageCall.Operation;
import io.deltaglider.port.storage.Capability;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import io.deltaglider.port.storage.WriteCondition;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Uploads in parts on a store that fails, and processes that die. */
class MultipartFaultTest {
  private static final String KEY = "v2/app.zip";
  private static final int PART = 30_000;
  private static final int MAX_CALLS = 80;

  private final byte[] content = Contents.version(1, 1);
  private final List<byte[]> parts = Parts.cut(content, PART);

  /** How the k-th call of a completion ends. */
  enum Way {
    /** It fails without effect. */
    FAILS,
    /** It takes effect, but its answer is lost. */
    ANSWER_LOST,
    /** It fails, and so do all that follow: the process cannot even clean up. */
    DIES,
    /** It takes effect, and all that follow fail. */
    DIES_AFTERWARDS
  }

  @ParameterizedTest
  @DisplayName("L-04: whichever call of a completion fails, another process can complete it again")
  @CsvSource({
    "FAILS,true,ALWAYS",
    "ANSWER_LOST,true,ALWAYS",
    "DIES,true,ALWAYS",
    "DIES_AFTERWARDS,true,ALWAYS",
    "FAILS,false,ALWAYS",
    "ANSWER_LOST,false,ALWAYS",
    "DIES,false,ALWAYS",
    "FAILS,true,IF_ABSENT",
    "ANSWER_LOST,true,IF_ABSENT",
    "DIES_AFTERWARDS,true,IF_ABSENT"
  })
  void completionsCanBeRepeated(Way way, boolean conditional, WriteCondition.Kind condition) {
    WriteCondition wanted =
        condition == WriteCondition.Kind.ALWAYS
            ? WriteCondition.always()
            : WriteCondition.ifAbsent();
    boolean hit = true;
    int failures = 0;
    for (int failing = 0; hit; failing++) {
      assertThat(failing).isLessThan(MAX_CALLS);
      try (TestStore store = new TestStore(options(conditional))) {
        store.put("v1/app.zip", Contents.version(1, 0));
        String id = Parts.create(store.glider, KEY);
        List<PartRef> refs = Parts.sendAll(store.glider, KEY, id, parts);
        CompleteUploadRequest request =
            CompleteUploadRequest.of(at(KEY), id, refs).withCondition(wanted);
        DeltaGlider dying = store.otherProcess();
        List<Fault> faults = inflict(store, way, failing);
        try {
          Parts.complete(dying, request);
        } catch (StorageException e) {
          assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE);
          failures++;
        }
        hit = faults.get(0).hits() > 0;
        store.storage.clearFaults();
        assertThat(store.scratch.usedBytes()).isZero();

        PutOutcome outcome = Parts.complete(store.otherProcess(), request);

        assertThat(outcome.form()).as("step %d", failing).isEqualTo(Form.DELTA);
        assertThat(outcome.etag()).isEqualTo(Parts.etag(parts));
        assertThat(Parts.complete(store.otherProcess(), request)).isEqualTo(outcome);
        assertThat(store.get(KEY)).isEqualTo(content);
        assertThat(store.glider.head(at(KEY)).etag()).isEqualTo(outcome.etag());
        assertThat(store.storedKeys(Parts.STAGING))
            .containsExactly(Parts.STAGING + id + "/upload.json");
        assertThat(store.get("v1/app.zip")).isEqualTo(Contents.version(1, 0));
      }
    }
    assertThat(failures).isGreaterThan(10);
  }

  private static MemoryStorageOptions options(boolean conditional) {
    MemoryStorageOptions full = MemoryStorageOptions.DEFAULT;
    return conditional
        ? full
        : full.without(Capability.CONDITIONAL_PUT, Capability.METADATA_WITH_LISTING);
  }

  private static List<Fault> inflict(TestStore store, Way way, int failing) {
    var plan = store.storage.when(call -> true).skip(failing);
    return switch (way) {
      case FAILS -> List.of(plan.fail(Kind.UNAVAILABLE));
      case ANSWER_LOST -> List.of(plan.failAfterwards(Kind.UNAVAILABLE));
      case DIES -> List.of(plan.always().fail(Kind.UNAVAILABLE));
      case DIES_AFTERWARDS ->
          List.of(
              plan.failAfterwards(Kind.UNAVAILABLE),
              store.storage.when(call -> true).skip(failing + 1).always().fail(Kind.UNAVAILABLE));
    };
  }

  @ParameterizedTest
  @DisplayName("L-04: whichever call of an abort fails, repeating it leaves nothing")
  @ValueSource(booleans = {false, true})
  void abortsCanBeRepeated(boolean afterwards) {
    boolean hit = true;
    int failing = 0;
    for (; hit; failing++) {
      assertThat(failing).isLessThan(MAX_CALLS);
      try (TestStore store = new TestStore()) {
        String id = Parts.create(store.glider, KEY);
        List<PartRef> refs = Parts.sendAll(store.glider, KEY, id, parts);
        DeltaGlider dying = store.otherProcess();
        var plan = store.storage.when(call -> true).skip(failing).always();
        Fault fault =
            afterwards ? plan.failAfterwards(Kind.UNAVAILABLE) : plan.fail(Kind.UNAVAILABLE);
        try {
          dying.abortUpload(at(KEY), id);
        } catch (StorageException e) {
          assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE);
        }
        hit = fault.hits() > 0;
        store.storage.clearFaults();

        try {
          store.glider.abortUpload(at(KEY), id);
        } catch (MultipartException e) {
          assertThat(e.kind()).isEqualTo(MultipartException.Kind.NO_SUCH_UPLOAD);
        }

        assertThat(store.storedKeys(Parts.STAGING)).as("step %d", failing).isEmpty();
        assertThatExceptionOfType(MultipartException.class)
            .isThrownBy(() -> Parts.complete(store.glider, KEY, id, refs));
      }
    }
    assertThat(failing).isGreaterThan(4);
  }

  @Test
  void whoeverCompletesWithOtherPartsAfterASuccessIsRefused() {
    try (TestStore store = new TestStore()) {
      String id = Parts.create(store.glider, KEY);
      List<PartRef> refs = Parts.sendAll(store.glider, KEY, id, parts);
      Parts.complete(store.glider, KEY, id, refs);

      assertNoSuchUpload(() -> Parts.complete(store.glider, KEY, id, refs.subList(0, 2)));
      assertNoSuchUpload(() -> Parts.send(store.glider, KEY, id, 1, content));
      assertNoSuchUpload(() -> store.glider.abortUpload(at(KEY), id));

      assertThat(store.get(KEY)).isEqualTo(content);
    }
  }

  @Test
  void aRepeatedCompletionDoesNotUndoALaterPut() {
    try (TestStore store = new TestStore()) {
      String id = Parts.create(store.glider, KEY);
      List<PartRef> refs = Parts.sendAll(store.glider, KEY, id, parts);
      PutOutcome outcome = Parts.complete(store.glider, KEY, id, refs);
      byte[] later = Contents.version(1, 5);
      store.put(KEY, later);

      assertThat(Parts.complete(store.otherProcess(), KEY, id, refs)).isEqualTo(outcome);

      assertThat(store.get(KEY)).isEqualTo(later);
    }
  }

  @Test
  void aConditionThatDoesNotHoldLeavesTheUploadAsItWas() {
    try (TestStore store = new TestStore()) {
      store.put(KEY, Contents.version(1, 0));
      String id = Parts.create(store.glider, KEY);
      List<PartRef> refs = Parts.sendAll(store.glider, KEY, id, parts);
      CompleteUploadRequest request =
          CompleteUploadRequest.of(at(KEY), id, refs).withCondition(WriteCondition.ifAbsent());

      for (int i = 0; i < 2; i++) {
        assertThatExceptionOfType(StorageException.class)
            .isThrownBy(() -> Parts.complete(store.glider, request))
            .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.PRECONDITION_FAILED));
        assertThat(store.get(KEY)).isEqualTo(Contents.version(1, 0));
        // Also the same content, put by somebody else, is not what the upload wrote.
        store.put(KEY, content);
        assertThatExceptionOfType(StorageException.class)
            .isThrownBy(() -> Parts.complete(store.glider, request));
        store.put(KEY, Contents.version(1, 0));
      }
      String etag = store.glider.head(at(KEY)).etag();
      Parts.complete(store.glider, request.withCondition(WriteCondition.ifMatch(etag)));

      assertThat(store.get(KEY)).isEqualTo(content);
    }
  }

  @Test
  void aCompletionWhoseProcessDiedKeepsOthersOffForADay() {
    try (TestStore store = new TestStore()) {
      String id = Parts.create(store.glider, KEY);
      List<PartRef> refs = Parts.sendAll(store.glider, KEY, id, parts);
      store
          .storage
          .when(Operation.PUT)
          .atKey(KEY)
          .runBefore(() -> store.storage.when(call -> true).always().fail(Kind.UNAVAILABLE));
      store.storage.when(Operation.PUT).atKey(KEY).fail(Kind.UNAVAILABLE);
      assertThatExceptionOfType(StorageException.class)
          .isThrownBy(() -> Parts.complete(store.glider, KEY, id, refs));
      store.storage.clearFaults();
      DeltaGlider other = store.otherProcess();

      for (Runnable early :
          List.<Runnable>of(
              () -> other.abortUpload(at(KEY), id),
              () -> Parts.complete(other, KEY, id, refs.subList(0, 2)))) {
        assertThatExceptionOfType(MultipartException.class)
            .isThrownBy(early::run)
            .satisfies(e -> assertThat(e.kind()).isEqualTo(MultipartException.Kind.CONFLICT));
      }
      store.advance(Duration.ofHours(24));
      other.abortUpload(at(KEY), id);

      assertThat(store.storedKeys(Parts.STAGING)).isEmpty();
      assertThat(store.keys()).isEmpty();
    }
  }

  @Test
  void aCompletionThatFailedCanBeAbortedAtOnce() {
    try (TestStore store = new TestStore()) {
      String id = Parts.create(store.glider, KEY);
      List<PartRef> refs = Parts.sendAll(store.glider, KEY, id, parts);
      store.storage.when(Operation.PUT).atKey(KEY).fail(Kind.UNAVAILABLE);
      assertThatExceptionOfType(StorageException.class)
          .isThrownBy(() -> Parts.complete(store.glider, KEY, id, refs));

      store.glider.abortUpload(at(KEY), id);

      assertThat(store.storedKeys(Parts.STAGING)).isEmpty();
      assertThat(store.keys()).isEmpty();
    }
  }

  @Test
  void failuresWhileCreatingLeaveNothingThatIsListed() {
    try (TestStore store = new TestStore()) {
      Fault fault =
          store.storage.when(Operation.PUT).underPrefix(Parts.STAGING).fail(Kind.UNAVAILABLE);
      assertThatExceptionOfType(StorageException.class)
          .isThrownBy(() -> Parts.create(store.glider, KEY));

      assertThat(fault.hits()).isEqualTo(1);
      assertThat(store.storedKeys(Parts.STAGING)).isEmpty();
      Parts.upload(store.glider, KEY, content, PART);
      assertThat(TestStore.get(store.otherProcess(), GetRequest.of(at(KEY)))).isEqualTo(content);
    }
  }

  private static void assertNoSuchUpload(Runnable call) {
    assertThatExceptionOfType(MultipartException.class)
        .isThrownBy(call::run)
        .satisfies(e -> assertThat(e.kind()).isEqualTo(MultipartException.Kind.NO_SUCH_UPLOAD));
  }
}
