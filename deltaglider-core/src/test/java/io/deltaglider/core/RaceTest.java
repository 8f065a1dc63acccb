package io.deltaglider.core;

import static io.deltaglider.core.TestStore.BUCKET;
import static io.deltaglider.core.TestStore.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.deltaglider.adapter.memory.MemoryStorageOptions;
import io.deltaglider.core.copy.CopyObjectRequest;
import io.deltaglider.core.get.GetRequest;
import io.deltaglider.core.get.ObjectInfo;
import io.deltaglider.core.list.ListRequest;
import io.deltaglider.core.model.Sha256;
import io.deltaglider.core.put.PutOutcome;
import io.deltaglider.core.put.PutOutcome.Form;
import io.deltaglider.core.put.PutRequest;
import io.deltaglider.port.contract.Fault;
import io.deltaglider.port.contract.MutableClock;
import io.deltaglider.port.contract.StorageCall.Operation;
import io.deltaglider.port.storage.Capability;
import io.deltaglider.port.storage.ContentHeaders;
import io.deltaglider.port.storage.ObjectAttributes;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import io.deltaglider.port.storage.WriteCondition;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Writers, readers and deleters at the same time, most of them in a chosen order. */
class RaceTest {
  private static final long PATIENCE_SECONDS = 120;

  private static Stream<MemoryStorageOptions> stores() {
    MemoryStorageOptions full = MemoryStorageOptions.DEFAULT;
    return Stream.of(
        full,
        full.without(
            Capability.CONDITIONAL_PUT,
            Capability.CONDITIONAL_DELETE,
            Capability.CONDITIONAL_COPY,
            Capability.METADATA_WITH_LISTING));
  }

  @ParameterizedTest
  @DisplayName("P-02: two first writers of a family, one inside the other's put, both read back")
  @MethodSource("stores")
  void twoFirstWritersBothReadBack(MemoryStorageOptions options) {
    // The second writer does all of its work just before each write of the first in turn.
    for (int step = 0; step < 5; step++) {
      try (TestStore store = new TestStore(options)) {
        DeltaGlider other = store.otherProcess(new MutableClock(store.clock.instant()));
        Fault race =
            store
                .storage
                .when(Operation.PUT)
                .skip(step)
                .runBefore(
                    () ->
                        TestStore.put(
                            other, PutRequest.of(at("v2/app.zip")), Contents.version(1, 1)));

        store.put("v1/app.zip", Contents.version(1, 0));

        assertThat(race.hits()).as("step %d", step).isEqualTo(1);
        assertBothReadBack(store);
      }
    }
  }

  @ParameterizedTest
  @DisplayName("L-02: writers whose clocks are ten minutes apart, and one that dies at every step")
  @MethodSource("stores")
  void dyingWritersHarmNobody(MemoryStorageOptions options) {
    for (int step = 0; step < 5; step++) {
      try (TestStore store = new TestStore(options)) {
        MutableClock late = new MutableClock(store.clock.instant().plus(Duration.ofMinutes(10)));
        Fault death = store.storage.when(Operation.PUT).skip(step).always().fail(Kind.UNAVAILABLE);
        assertThatExceptionOfType(StorageException.class)
            .isThrownBy(() -> store.put("v1/app.zip", Contents.version(1, 0)));
        assertThat(death.hits()).isPositive();
        store.storage.clearFaults();

        TestStore.put(
            store.otherProcess(late), PutRequest.of(at("v2/app.zip")), Contents.version(1, 1));
        store.put("v1/app.zip", Contents.version(1, 0));

        assertBothReadBack(store);
      }
    }
  }

  private static void assertBothReadBack(TestStore store) {
    DeltaGlider reader = store.otherProcess();
    assertThat(TestStore.get(reader, GetRequest.of(at("v1/app.zip"))))
        .isEqualTo(Contents.version(1, 0));
    assertThat(TestStore.get(reader, GetRequest.of(at("v2/app.zip"))))
        .isEqualTo(Contents.version(1, 1));
  }

  @ParameterizedTest
  @DisplayName("P-02: sixteen first puts of different files to one prefix at once all read back")
  @MethodSource("stores")
  void manyFirstWritersAllReadBack(MemoryStorageOptions options) throws Exception {
    try (TestStore store = new TestStore(options)) {
      List<DeltaGlider> processes = List.of(store.glider, store.otherProcess());
      inThreads(
          16,
          number -> {
            TestStore.put(
                processes.get(number % 2),
                PutRequest.of(at("lib/app-1." + number + ".zip")),
                Contents.version(number % 5, number));
            return number;
          });

      for (int number = 0; number < 16; number++) {
        assertThat(
                TestStore.get(
                    store.otherProcess(), GetRequest.of(at("lib/app-1." + number + ".zip"))))
            .isEqualTo(Contents.version(number % 5, number));
      }
      assertThat(store.scratch.usedBytes()).isZero();
    }
  }

  @Test
  @DisplayName("P-05: eight threads put one file name to eight prefixes, each keeps its own bytes")
  void sameNameInManyPrefixes() throws Exception {
    try (TestStore store = new TestStore()) {
      inThreads(
          8,
          number ->
              store.put("team" + (char) ('a' + number) + "/app.zip", Contents.version(number, 1)));

      for (int number = 0; number < 8; number++) {
        assertThat(store.get("team" + (char) ('a' + number) + "/app.zip"))
            .isEqualTo(Contents.version(number, 1));
      }
    }
  }

  @Test
  @DisplayName("P-49: 32 threads share one client for puts, gets, lists and deletes")
  void oneClientServesManyThreads() throws Exception {
    try (TestStore store = new TestStore()) {
      inThreads(
          32,
          number -> {
            String prefix = "t" + (char) ('A' + number) + "/";
            for (int version = 0; version < 6; version++) {
              String key = prefix + "v" + version + ".0/app.zip";
              store.put(key, Contents.version(number % 4, version));
              assertThat(store.get(key)).isEqualTo(Contents.version(number % 4, version));
              assertThat(store.glider.head(at(key)).size()).isEqualTo(Contents.SIZE);
              assertThat(store.keys(ListRequest.of(BUCKET, prefix))).contains(key);
              if (version % 2 == 1) {
                store.glider.delete(at(key), WriteCondition.always());
                assertThat(store.keys(ListRequest.of(BUCKET, prefix))).doesNotContain(key);
              }
            }
            return number;
          });

      assertThat(store.keys()).hasSize(32 * 3);
      assertThat(store.scratch.usedBytes()).isZero();
    }
  }

  @ParameterizedTest
  @DisplayName("An overwrite between head and copy with replaced metadata mixes nothing")
  @MethodSource("stores")
  void overwriteBetweenHeadAndCopy(MemoryStorageOptions options) throws Exception {
    ObjectAttributes replacement =
        ObjectAttributes.of(
            ContentHeaders.NONE.withContentType("application/x"), Map.of("new", "yes"));
    for (Operation operation : List.of(Operation.COPY, Operation.OPEN, Operation.HEAD)) {
      for (int skip = 0; skip < 3; skip++) {
        try (TestStore store = new TestStore(options)) {
          store.put("v1/app.zip", Contents.version(1, 0));
          store.put("v2/app.zip", Contents.version(1, 1));
          store
              .storage
              .when(operation)
              .matching(
                  call ->
                      call.key().equals("v2/app.zip")
                          || call.source().filter(at("v2/app.zip")::equals).isPresent())
              .skip(skip)
              .runBefore(() -> store.put("v2/app.zip", Contents.version(1, 2)));

          ObjectInfo copy =
              store.glider.copy(
                  CopyObjectRequest.of(at("v2/app.zip"), at("copy/app.zip"))
                      .withReplacement(replacement));

          assertThat(store.get("copy/app.zip"))
              .isIn(Contents.version(1, 1), Contents.version(1, 2));
          assertThat(copy.metadata()).isEqualTo(Map.of("new", "yes"));
          assertThat(copy.headers().contentType()).contains("application/x");
          assertThat(copy.size()).isEqualTo(Contents.SIZE);
          assertThat(copy.sha256().orElseThrow())
              .isEqualTo(Sha256.of(sha256(store.get("copy/app.zip"))));
          assertThat(store.scratch.usedBytes()).isZero();
        }
      }
    }
  }

  private static byte[] sha256(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  @DisplayName("A reference that vanished from the store while it was cached is noticed")
  void vanishedReferencesAreNoticed() {
    try (TestStore store = new TestStore()) {
      store.put("v1/app.zip", Contents.version(1, 0));
      store.put("v2/app.zip", Contents.version(1, 1));
      store.deleteRaw(store.references().get(0));
      store.advance(Duration.ofSeconds(61));

      PutOutcome outcome = store.put("v3/app.zip", Contents.version(1, 2));

      assertThat(outcome.form()).isEqualTo(Form.REFERENCE);
      assertThat(TestStore.get(store.otherProcess(), GetRequest.of(at("v3/app.zip"))))
          .isEqualTo(Contents.version(1, 2));
    }
  }

  @Test
  @DisplayName("A reference that is damaged in the store is not built upon")
  void damagedReferencesAreNotUsed() {
    try (TestStore store = new TestStore()) {
      store.put("v1/app.zip", Contents.version(1, 0));
      store.flipBit(store.references().get(0), 77);

      // Once as another version, once as the very content of the damaged reference.
      readsBack(store, "v9/app.zip", Contents.version(1, 1));
      readsBack(store, "elsewhere/tool.jar", Contents.version(1, 0));
    }
  }

  /** Puts in one new process and reads in another. */
  private static void readsBack(TestStore store, String key, byte[] content) {
    TestStore.put(store.otherProcess(), PutRequest.of(at(key)), content);
    assertThat(TestStore.get(store.otherProcess(), GetRequest.of(at(key)))).isEqualTo(content);
  }

  @Test
  @DisplayName("A get whose object is overwritten while its old reference goes away reads the new")
  void getReadsOnceMoreWhenItsReferenceIsGone() {
    try (TestStore store = new TestStore()) {
      store.put("v1/app.zip", Contents.version(1, 0));
      store.put("v2/app.zip", Contents.version(1, 1));
      String reference = store.references().get(0);
      store
          .storage
          .when(Operation.OPEN)
          .atKey(reference)
          .runBefore(
              () -> {
                store.put(PutRequest.of(at("v2/app.zip")).withoutDelta(), Contents.version(1, 2));
                store.deleteRaw(reference);
              });

      assertThat(TestStore.get(store.otherProcess(), GetRequest.of(at("v2/app.zip"))))
          .isEqualTo(Contents.version(1, 2));
    }
  }

  /** Runs {@code action} with the numbers from 0, all at once. */
  private static void inThreads(int threads, NumberedAction action) throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      CyclicBarrier start = new CyclicBarrier(threads);
      List<Future<Object>> futures = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        int number = i;
        Callable<Object> task =
            () -> {
              start.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
              return action.run(number);
            };
        futures.add(executor.submit(task));
      }
      for (Future<Object> future : futures) {
        future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      }
    } finally {
      executor.shutdownNow();
    }
  }

  /** What one of the threads does. */
  interface NumberedAction {
    Object run(int number) throws Exception;
  }
}
