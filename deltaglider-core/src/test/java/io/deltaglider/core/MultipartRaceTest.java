package io.deltaglider.core;

import static io.deltaglider.core.TestStore.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.deltaglider.core.multipart.MultipartException;
import io.deltaglider.core.multipart.PartRef;
import io.deltaglider.core.put.PutOutcome;
import io.deltaglider.core.put.PutRequest;
import io.deltaglider.port.contract.Fault;
import io.deltaglider.port.contract.StorageCall.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Several threads and processes at work on one upload. */
class MultipartRaceTest {
  private static final String KEY = "v2/app.zip";
  private static final int PART = 12_500;
  private static final int THREADS = 8;
  private static final long PATIENCE_SECONDS = 120;
  private static final int MAX_CALLS = 40;

  private final byte[] content = Contents.version(1, 1);
  private final List<byte[]> parts = Parts.cut(content, PART);

  @Test
  @DisplayName("P-05: threads of two processes send parts of two uploads of one key at once")
  void partsMayBeSentAtOnce() throws Exception {
    try (TestStore store = new TestStore()) {
      List<DeltaGlider> processes = List.of(store.glider, store.otherProcess());
      byte[] otherContent = Contents.random(Contents.SIZE, 77);
      List<byte[]> otherParts = Parts.cut(otherContent, PART);
      String id = Parts.create(store.glider, KEY);
      String otherId = Parts.create(store.glider, KEY);
      assertThat(parts).hasSize(THREADS);

      List<PartRef> all =
          race(
              2 * THREADS,
              number -> {
                int part = number % THREADS;
                boolean first = number < THREADS;
                DeltaGlider glider = processes.get(part % 2);
                return Parts.send(
                        glider,
                        KEY,
                        first ? id : otherId,
                        part + 1,
                        (first ? parts : otherParts).get(part))
                    .ref();
              });

      Parts.complete(store.glider, KEY, otherId, all.subList(THREADS, 2 * THREADS));
      assertThat(store.get(KEY)).isEqualTo(otherContent);
      Parts.complete(processes.get(1), KEY, id, all.subList(0, THREADS));
      assertThat(store.get(KEY)).isEqualTo(content);
    }
  }

  @Test
  void completionsAtOnceAnswerTheSame() throws Exception {
    try (TestStore store = new TestStore()) {
      store.put("v1/app.zip", Contents.version(1, 0));
      List<DeltaGlider> processes = List.of(store.glider, store.otherProcess());
      String id = Parts.create(store.glider, KEY);
      List<PartRef> refs = Parts.sendAll(store.glider, KEY, id, parts);

      List<PutOutcome> outcomes =
          race(THREADS, number -> Parts.complete(processes.get(number % 2), KEY, id, refs));

      assertThat(outcomes).containsOnly(outcomes.get(0));
      assertThat(store.get(KEY)).isEqualTo(content);
      assertThat(store.storedKeys(Parts.STAGING)).hasSize(1);
      assertThat(store.scratch.usedBytes()).isZero();
    }
  }

  /** The second completion does all of its work just before each call of the first in turn. */
  @Test
  @DisplayName("L-02: a completion inside another's writes nothing behind what came after it")
  void aSecondCompletionAndALaterPutMayComeBetween() {
    byte[] later = Contents.version(1, 7);
    boolean hit = true;
    int step = 0;
    for (; hit; step++) {
      assertThat(step).isLessThan(MAX_CALLS);
      try (TestStore store = new TestStore()) {
        store.put("v1/app.zip", Contents.version(1, 0));
        String id = Parts.create(store.glider, KEY);
        List<PartRef> refs = Parts.sendAll(store.glider, KEY, id, parts);
        DeltaGlider other = store.otherProcess();
        AtomicReference<PutOutcome> inner = new AtomicReference<>();
        Fault race =
            store
                .storage
                .when(call -> true)
                .skip(step)
                .runBefore(
                    () -> {
                      inner.set(Parts.complete(other, KEY, id, refs));
                      TestStore.put(other, PutRequest.of(at(KEY)), later);
                    });

        PutOutcome outcome = Parts.complete(store.glider, KEY, id, refs);

        hit = race.hits() > 0;
        if (hit) {
          assertThat(outcome).as("step %d", step).isEqualTo(inner.get());
          assertThat(store.get(KEY)).as("step %d", step).isEqualTo(later);
        }
        assertThat(store.storedKeys(Parts.STAGING)).hasSize(1);
      }
    }
    assertThat(step).isGreaterThan(10);
  }

  /** The abort does all of its work just before each call of the completion in turn. */
  @Test
  @DisplayName("L-02: of a completion and an abort at once, exactly one succeeds")
  void eitherTheCompletionOrTheAbortWins() {
    boolean hit = true;
    int aborted = 0;
    int refused = 0;
    for (int step = 0; hit; step++) {
      assertThat(step).isLessThan(MAX_CALLS);
      try (TestStore store = new TestStore()) {
        store.put(KEY, Contents.version(1, 0));
        String id = Parts.create(store.glider, KEY);
        List<PartRef> refs = Parts.sendAll(store.glider, KEY, id, parts);
        DeltaGlider other = store.otherProcess();
        AtomicReference<String> abort = new AtomicReference<>("");
        Fault race =
            store
                .storage
                .when(call -> true)
                .skip(step)
                .runBefore(() -> abort.set(abort(other, id)));
        boolean completed = true;
        try {
          Parts.complete(store.glider, KEY, id, refs);
        } catch (MultipartException e) {
          assertThat(e.kind()).isEqualTo(MultipartException.Kind.NO_SUCH_UPLOAD);
          completed = false;
        }

        hit = race.hits() > 0;
        if (hit) {
          assertThat(completed).as("step %d", step).isEqualTo(!abort.get().equals("done"));
        }
        assertThat(store.get(KEY)).isEqualTo(completed ? content : Contents.version(1, 0));
        assertThat(store.storedKeys(Parts.STAGING)).hasSize(completed ? 1 : 0);
        aborted += completed ? 0 : 1;
        refused += abort.get().isEmpty() || !completed ? 0 : 1;
      }
    }
    assertThat(aborted).isPositive();
    assertThat(refused).isPositive();
  }

  private static String abort(DeltaGlider glider, String id) {
    try {
      glider.abortUpload(at(KEY), id);
      return "done";
    } catch (MultipartException e) {
      assertThat(e.kind())
          .isIn(MultipartException.Kind.CONFLICT, MultipartException.Kind.NO_SUCH_UPLOAD);
      return "refused";
    }
  }

  @Test
  void aPartThatIsSentDuringAnAbortLeavesOnlyWhatExpires() {
    try (TestStore store = new TestStore()) {
      String id = Parts.create(store.glider, KEY);
      DeltaGlider other = store.otherProcess();
      store
          .storage
          .when(Operation.PUT)
          .underPrefix(Parts.STAGING + id + "/parts/")
          .runBefore(() -> other.abortUpload(at(KEY), id));

      PartRef ref = Parts.send(store.glider, KEY, id, 1, content).ref();

      assertThat(store.storedKeys(Parts.STAGING))
          .containsExactly(Parts.STAGING + id + "/parts/00001");
      assertThatExceptionOfType(MultipartException.class)
          .isThrownBy(() -> Parts.complete(store.glider, KEY, id, List.of(ref)));
      assertThat(store.keys()).isEmpty();
    }
  }

  @Test
  void aPartThatIsSentAgainDuringTheCompletionIsNoticed() {
    try (TestStore store = new TestStore()) {
      store.put(KEY, Contents.version(1, 0));
      String id = Parts.create(store.glider, KEY);
      List<PartRef> refs = Parts.sendAll(store.glider, KEY, id, parts);
      DeltaGlider other = store.otherProcess();
      Fault race =
          store
              .storage
              .when(Operation.OPEN)
              .atKey(Parts.STAGING + id + "/parts/00003")
              .runBefore(() -> Parts.send(other, KEY, id, 3, Contents.random(PART, 5)));

      assertThatExceptionOfType(MultipartException.class)
          .isThrownBy(() -> Parts.complete(store.glider, KEY, id, refs))
          .satisfies(e -> assertThat(e.kind()).isEqualTo(MultipartException.Kind.INVALID_PART));

      assertThat(race.hits()).isEqualTo(1);
      assertThat(store.get(KEY)).isEqualTo(Contents.version(1, 0));
      assertThat(store.scratch.usedBytes()).isZero();
    }
  }

  /** What one of the threads does. */
  private interface Runner<T> {
    T run(int number) throws Exception;
  }

  private static <T> List<T> race(int threads, Runner<T> runner) throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      CyclicBarrier start = new CyclicBarrier(threads);
      List<Callable<T>> calls = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        int number = i;
        calls.add(
            () -> {
              start.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
              return runner.run(number);
            });
      }
      List<T> results = new ArrayList<>();
      for (Future<T> result : executor.invokeAll(calls)) {
        results.add(result.get());
      }
      return results;
    } finally {
      executor.shutdownNow();
    }
  }
}
