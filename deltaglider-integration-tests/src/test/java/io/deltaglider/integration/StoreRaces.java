package io.deltaglider.integration;

import static io.deltaglider.integration.Stage.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.deltaglider.core.DeltaGlider;
import io.deltaglider.core.copy.CopyObjectRequest;
import io.deltaglider.core.get.ObjectInfo;
import io.deltaglider.core.integrity.Digests;
import io.deltaglider.core.put.PutOutcome;
import io.deltaglider.core.put.PutRequest;
import io.deltaglider.port.contract.Fault;
import io.deltaglider.port.contract.MutableClock;
import io.deltaglider.port.contract.StorageCall.Operation;
import io.deltaglider.port.storage.Capability;
import io.deltaglider.port.storage.ContentHeaders;
import io.deltaglider.port.storage.ObjectAttributes;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import io.deltaglider.port.storage.StoragePort;
import io.deltaglider.port.storage.WriteCondition;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The races of writers, readers and copies, on a store that a subclass names. */
abstract class StoreRaces {
  private static final long PATIENCE_SECONDS = 60;
  private static final String KEY = "v2/app.zip";

  private Stage stage;

  /** Returns a store without buckets; closing it closes what is its own. */
  abstract StoragePort openEmptyStorage() throws Exception;

  @BeforeEach
  void openStage() throws Exception {
    stage = new Stage(openEmptyStorage());
  }

  @AfterEach
  void closeStage() {
    stage.close();
  }

  private void startAgain() throws Exception {
    stage.close();
    stage = new Stage(openEmptyStorage());
  }

  @Test
  @DisplayName("P-02: two first writers of a family, one inside the other's put, both read back")
  void twoFirstWritersBothReadBack() throws Exception {
    // The second writer does all of its work just before each write of the first in turn.
    for (int step = 0; step < 5; step++) {
      DeltaGlider other = stage.process(new MutableClock(stage.clock.instant()));
      Fault race =
          stage
              .storage
              .when(Operation.PUT)
              .skip(step)
              .runBefore(() -> Stage.put(other, KEY, Stage.release(1, 1)));

      Stage.put(stage.glider, "v1/app.zip", Stage.release(1, 0));

      assertThat(race.hits()).as("step %d", step).isEqualTo(1);
      assertBothReadBack();
      startAgain();
    }
  }

  @Test
  @DisplayName("L-02: writers whose clocks are ten minutes apart, and one that dies at every step")
  void dyingWritersHarmNobody() throws Exception {
    for (int step = 0; step < 5; step++) {
      MutableClock late = new MutableClock(stage.clock.instant().plus(Duration.ofMinutes(10)));
      stage.storage.when(Operation.PUT).skip(step).always().fail(Kind.UNAVAILABLE);
      assertFails(
          Kind.UNAVAILABLE, () -> Stage.put(stage.glider, "v1/app.zip", Stage.release(1, 0)));
      stage.storage.clearFaults();

      Stage.put(stage.process(late), KEY, Stage.release(1, 1));
      Stage.put(stage.glider, "v1/app.zip", Stage.release(1, 0));

      assertBothReadBack();
      startAgain();
    }
  }

  private void assertBothReadBack() {
    DeltaGlider reader = stage.process();
    assertThat(Stage.get(reader, "v1/app.zip")).isEqualTo(Stage.release(1, 0));
    assertThat(Stage.get(reader, KEY)).isEqualTo(Stage.release(1, 1));
  }

  @Test
  @DisplayName("P-02: sixteen first puts of different files to one prefix at once all read back")
  void manyFirstWritersAllReadBack() throws Exception {
    List<DeltaGlider> processes = List.of(stage.glider, stage.process());
    ExecutorService threads = Executors.newFixedThreadPool(16);
    try {
      CyclicBarrier start = new CyclicBarrier(16);
      List<Future<PutOutcome>> puts = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        int number = i;
        puts.add(
            threads.submit(
                () -> {
                  start.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
                  return Stage.put(
                      processes.get(number % 2),
                      "lib/app-1." + number + ".zip",
                      Stage.release(number % 5, number));
                }));
      }
      for (Future<PutOutcome> put : puts) {
        put.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      }
    } finally {
      threads.shutdownNow();
    }

    for (int number = 0; number < 16; number++) {
      assertThat(Stage.get(stage.process(), "lib/app-1." + number + ".zip"))
          .isEqualTo(Stage.release(number % 5, number));
    }
  }

  @Test
  @DisplayName("An overwrite between head and copy with replaced metadata mixes nothing")
  void overwriteBetweenHeadAndCopy() throws Exception {
    for (Operation operation : List.of(Operation.COPY, Operation.OPEN, Operation.HEAD)) {
      putTwoReleases();
      stage
          .storage
          .when(operation)
          .matching(
              call -> call.key().equals(KEY) || call.source().filter(at(KEY)::equals).isPresent())
          .runBefore(() -> Stage.put(stage.glider, KEY, Stage.release(1, 2)));

      assertCopyIsOneOf(Stage.release(1, 1), Stage.release(1, 2));
      startAgain();
    }
  }

  private void putTwoReleases() {
    Stage.put(stage.glider, "v1/app.zip", Stage.release(1, 0));
    Stage.put(stage.glider, KEY, Stage.release(1, 1));
  }

  private void assertCopyIsOneOf(byte[] first, byte[] second) throws IOException {
    ObjectAttributes replacement =
        ObjectAttributes.of(
            ContentHeaders.NONE.withContentType("application/x"), Map.of("new", "yes"));

    ObjectInfo copy =
        stage.glider.copy(
            CopyObjectRequest.of(at(KEY), at("copy/app.zip")).withReplacement(replacement));

    byte[] content = Stage.get(stage.process(), "copy/app.zip");
    assertThat(content).isIn(first, second);
    assertThat(copy.metadata()).isEqualTo(Map.of("new", "yes"));
    assertThat(copy.headers().contentType()).contains("application/x");
    assertThat(copy.size()).isEqualTo(content.length);
    assertThat(copy.sha256()).contains(Digests.sha256(new ByteArrayInputStream(content)));
  }

  @Test
  @DisplayName("A conditional write accepts the content's ETag and the stored one, and no other")
  void conditionsByContentAndStoredEtag() {
    putTwoReleases();
    ObjectInfo info = stage.glider.head(at(KEY));
    PutRequest request = PutRequest.of(at(KEY));
    if (!stage.storage.supports(Capability.CONDITIONAL_PUT, Stage.BUCKET)) {
      assertFails(Kind.NOT_SUPPORTED, () -> putIfMatch(request, info.etag(), 2));
      return;
    }

    assertFails(Kind.PRECONDITION_FAILED, () -> putIfMatch(request, "00", 2));
    putIfMatch(request, info.etag(), 2);
    assertFails(Kind.PRECONDITION_FAILED, () -> putIfMatch(request, info.etag(), 3));
    putIfMatch(request, stage.glider.head(at(KEY)).storedEtag(), 3);
    assertThat(Stage.get(stage.process(), KEY)).isEqualTo(Stage.release(1, 3));
    assertFails(
        Kind.PRECONDITION_FAILED,
        () ->
            Stage.put(
                stage.glider,
                request.withCondition(WriteCondition.ifAbsent()),
                Stage.release(1, 4)));
  }

  @Test
  @DisplayName("An overwrite between comparing and writing is never undone")
  void overwritesBetweenCompareAndWriteWin() {
    putTwoReleases();
    assumeTrue(
        stage.storage.supports(Capability.CONDITIONAL_PUT, Stage.BUCKET),
        "the store cannot decide conditions");
    String etag = stage.glider.head(at(KEY)).etag();
    Fault race =
        stage
            .storage
            .when(Operation.PUT)
            .atKey(KEY)
            .runBefore(() -> Stage.put(stage.process(), KEY, Stage.release(1, 3)));

    assertFails(Kind.PRECONDITION_FAILED, () -> putIfMatch(PutRequest.of(at(KEY)), etag, 2));

    assertThat(race.hits()).isEqualTo(1);
    assertThat(Stage.get(stage.process(), KEY)).isEqualTo(Stage.release(1, 3));
  }

  private PutOutcome putIfMatch(PutRequest request, String etag, int version) {
    return Stage.put(
        stage.glider,
        request.withCondition(WriteCondition.ifMatch(etag)),
        Stage.release(1, version));
  }

  private static void assertFails(Kind kind, ThrowingCallable call) {
    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(call)
        .satisfies(e -> assertThat(e.kind()).as(e.getMessage()).isEqualTo(kind));
  }
}
