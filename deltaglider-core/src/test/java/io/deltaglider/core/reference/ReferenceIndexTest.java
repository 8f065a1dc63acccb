package io.deltaglider.core.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltaglider.adapter.memory.MemoryStorage;
import io.deltaglider.core.layout.BucketLayout;
import io.deltaglider.core.model.Scope;
import io.deltaglider.core.model.Sha256;
import io.deltaglider.core.model.Sketch;
import io.deltaglider.core.select.ReferencePointer;
import io.deltaglider.core.time.TimeSource;
import io.deltaglider.port.contract.FaultyStorage;
import io.deltaglider.port.contract.MutableClock;
import io.deltaglider.port.contract.StorageCall;
import io.deltaglider.port.contract.StorageCall.Operation;
import io.deltaglider.port.storage.ListQuery;
import io.deltaglider.port.storage.ListedObject;
import io.deltaglider.port.storage.StorageException.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReferenceIndexTest {
  private static final String BUCKET = "bucket";
  private static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");
  private static final Sketch SKETCH = Sketch.parse("0".repeat(64)).orElseThrow();
  private static final Scope SCOPE = scope(0);

  private final MutableClock clock = new MutableClock(CREATED);
  private final FaultyStorage storage = new FaultyStorage(new MemoryStorage(clock));
  private final ReferenceIndex index = index();
  private final ExecutorService executor = Executors.newFixedThreadPool(2);

  @BeforeEach
  void createBucket() {
    storage.createBucket(BUCKET);
  }

  @AfterEach
  void shutDown() {
    executor.shutdownNow();
    storage.close();
  }

  @Test
  void aMoveIsRememberedAtOnceAndWrittenWhenItIsSaved() {
    ReferencePointer fresh = added(1);
    ReferencePointer moved = pointer(1, 5, 0);
    storage.clearCalls();

    index.move(BUCKET, SCOPE, new PointerMove(List.of(fresh), moved));
    assertThat(index.pointers(BUCKET, SCOPE)).containsExactly(moved);
    assertThat(storage.calls()).isEmpty();
    index.saveMove(BUCKET, SCOPE, moved.reference());

    assertThat(storage.calls())
        .extracting(StorageCall::operation)
        .containsExactly(Operation.PUT, Operation.DELETE);
    assertThat(stored(SCOPE)).containsExactly(moved);
  }

  @Test
  void severalMovesOfOnePointerAreWrittenAsOne() {
    ReferencePointer fresh = added(1);
    ReferencePointer first = pointer(1, 5, 0);
    ReferencePointer second = pointer(1, 5, 7);
    storage.clearCalls();

    index.move(BUCKET, SCOPE, new PointerMove(List.of(fresh), first));
    index.move(BUCKET, SCOPE, new PointerMove(List.of(first), second));
    index.saveMoves(executor);

    assertThat(storage.calls()).hasSize(2);
    assertThat(stored(SCOPE)).containsExactly(second);
  }

  @Test
  void aMoveOutlivesANewLookAtTheScope() {
    ReferencePointer fresh = added(1);
    ReferencePointer moved = pointer(1, 5, 0);
    index.move(BUCKET, SCOPE, new PointerMove(List.of(fresh), moved));
    clock.advance(Duration.ofMinutes(5));

    assertThat(index.pointers(BUCKET, SCOPE)).containsExactly(moved);
    index.saveMoves(executor);

    assertThat(stored(SCOPE)).containsExactly(moved);
  }

  @Test
  void aMoveTakesAwayWhatAnotherProcessMadeOfThePointer() {
    ReferencePointer fresh = added(1);
    ReferencePointer moved = pointer(1, 5, 9);
    ReferencePointer theirs = pointer(1, 5, 3);
    index.move(BUCKET, SCOPE, new PointerMove(List.of(fresh), moved));
    replaceBehindItsBack(fresh, theirs);
    clock.advance(Duration.ofMinutes(5));

    index.saveMoves(executor);

    assertThat(stored(SCOPE)).containsExactly(moved);
  }

  @Test
  void aMoveGivesWayToOneThatWentFurther() {
    ReferencePointer fresh = added(1);
    ReferencePointer theirs = pointer(1, 5, 9);
    index.move(BUCKET, SCOPE, new PointerMove(List.of(fresh), pointer(1, 5, 3)));
    replaceBehindItsBack(fresh, theirs);
    clock.advance(Duration.ofMinutes(5));

    assertThat(index.pointers(BUCKET, SCOPE)).containsExactly(theirs);
    index.saveMoves(executor);

    assertThat(stored(SCOPE)).containsExactly(theirs);
  }

  @Test
  void aMoveBringsNoPointerBackThatIsGone() {
    ReferencePointer fresh = added(1);
    index.move(BUCKET, SCOPE, new PointerMove(List.of(fresh), pointer(1, 5, 3)));
    index().remove(BUCKET, SCOPE, fresh);
    clock.advance(Duration.ofMinutes(5));

    index.saveMoves(executor);

    assertThat(stored(SCOPE)).isEmpty();
  }

  @Test
  void removingAPointerRemovesItFromWhereItStillIs() {
    ReferencePointer fresh = added(1);
    ReferencePointer moved = pointer(1, 5, 0);
    index.move(BUCKET, SCOPE, new PointerMove(List.of(fresh), moved));

    index.remove(BUCKET, SCOPE, moved);
    index.saveMoves(executor);

    assertThat(index.pointers(BUCKET, SCOPE)).isEmpty();
    assertThat(stored(SCOPE)).isEmpty();
  }

  @Test
  void noMoveIsWrittenIntoABucketThatWasDeleted() {
    ReferencePointer fresh = added(1);
    index.move(BUCKET, SCOPE, new PointerMove(List.of(fresh), pointer(1, 5, 0)));
    storage.clearCalls();

    index.forgetBucket(BUCKET);
    index.saveMoves(executor);

    assertThat(storage.calls()).isEmpty();
  }

  @Test
  void onlyAThousandMovesWaitAndThenTheOldestIsSaved() {
    for (int number = 0; number <= 1000; number++) {
      ReferencePointer fresh = pointer(1, 0, 0);
      index.add(BUCKET, scope(number), fresh);
      index.move(BUCKET, scope(number), new PointerMove(List.of(fresh), pointer(1, 5, 0)));
    }

    assertThat(stored(scope(0))).containsExactly(pointer(1, 5, 0));
    assertThat(stored(scope(1))).containsExactly(pointer(1, 0, 0));
  }

  @Test
  void aStoreThatFailsIsNotAskedAgainAndAgain() {
    for (int number = 0; number < 100; number++) {
      ReferencePointer fresh = pointer(1, 0, 0);
      index.add(BUCKET, scope(number), fresh);
      index.pointers(BUCKET, scope(number)); // or a look at it would be a call, too
      index.move(BUCKET, scope(number), new PointerMove(List.of(fresh), pointer(1, 5, 0)));
    }
    storage.when(Operation.PUT).always().fail(Kind.UNAVAILABLE);
    storage.clearCalls();

    index.saveMoves(executor);

    assertThat(storage.calls()).as("one for each thread at most").hasSizeBetween(1, 2);
  }

  private ReferenceIndex index() {
    return new ReferenceIndex(storage, new TimeSource(clock, () -> 0));
  }

  private ReferencePointer added(int reference) {
    ReferencePointer fresh = pointer(reference, 0, 0);
    index.add(BUCKET, SCOPE, fresh);
    assertThat(index.pointers(BUCKET, SCOPE)).containsExactly(fresh);
    return fresh;
  }

  private void replaceBehindItsBack(ReferencePointer pointer, ReferencePointer other) {
    index().add(BUCKET, SCOPE, other);
    index().remove(BUCKET, SCOPE, pointer);
  }

  private List<ReferencePointer> stored(Scope scope) {
    String prefix = BucketLayout.pointers(scope);
    return storage.list(ListQuery.of(BUCKET, prefix)).objects().stream()
        .map(ListedObject::key)
        .map(key -> ReferencePointer.parse(key.substring(prefix.length())).orElseThrow())
        .toList();
  }

  private static Scope scope(int number) {
    return new Scope(Scope.Kind.FAMILY, String.format("f1-%032x", number));
  }

  private static ReferencePointer pointer(int reference, int baseline, int debt) {
    Sha256 sha256 = new Sha256(String.format("%064x", reference));
    return new ReferencePointer(sha256, 1_000_000, SKETCH, baseline, debt, CREATED);
  }
}
