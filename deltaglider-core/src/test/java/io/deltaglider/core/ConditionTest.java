package io.deltaglider.core;

import static io.deltaglider.core.TestStore.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.deltaglider.adapter.memory.MemoryStorageOptions;
import io.deltaglider.core.get.GetRequest;
import io.deltaglider.core.get.ObjectInfo;
import io.deltaglider.core.put.PutRequest;
import io.deltaglider.port.contract.Fault;
import io.deltaglider.port.contract.StorageCall.Operation;
import io.deltaglider.port.storage.ByteRange;
import io.deltaglider.port.storage.Capability;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import io.deltaglider.port.storage.WriteCondition;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Conditions are about the content, whatever form it is stored in. */
class ConditionTest {
  private static final String KEY = "v2/app.zip";

  private final TestStore store = new TestStore();
  private final byte[] replaced = Contents.version(1, 2);

  @BeforeEach
  void putADelta() {
    store.put("v1/app.zip", Contents.version(1, 0));
    store.put(KEY, Contents.version(1, 1));
  }

  @AfterEach
  void nothingIsLeftInScratch() {
    assertThat(store.scratch.usedBytes()).isZero();
    store.close();
  }

  private static void failsAs(Kind kind, ThrowingCallable call) {
    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(call)
        .satisfies(e -> assertThat(e.kind()).isEqualTo(kind))
        .withMessageContaining(KEY);
  }

  @Test
  void writesAcceptTheContentsEtagAndTheStoredOne() {
    ObjectInfo first = store.glider.head(at(KEY));
    assertThat(first.etag()).isNotEqualTo(first.storedEtag());
    PutRequest request = PutRequest.of(at(KEY));

    failsAs(
        Kind.PRECONDITION_FAILED,
        () -> store.put(request.withCondition(WriteCondition.ifMatch("00")), replaced));
    failsAs(
        Kind.PRECONDITION_FAILED,
        () -> store.put(request.withCondition(WriteCondition.ifAbsent()), replaced));
    assertThat(store.get(KEY)).isEqualTo(Contents.version(1, 1));

    store.put(request.withCondition(WriteCondition.ifMatch(first.etag())), replaced);
    assertThat(store.get(KEY)).isEqualTo(replaced);
    String storedEtag = store.glider.head(at(KEY)).storedEtag();
    store.put(request.withCondition(WriteCondition.ifMatch(storedEtag)), new byte[3]);
    assertThat(store.get(KEY)).isEqualTo(new byte[3]);
  }

  @Test
  void deletesAcceptTheContentsEtag() {
    String etag = store.glider.head(at(KEY)).etag();

    failsAs(
        Kind.PRECONDITION_FAILED, () -> store.glider.delete(at(KEY), WriteCondition.ifMatch("00")));
    store.glider.delete(at(KEY), WriteCondition.ifMatch(etag));
    failsAs(
        Kind.PRECONDITION_FAILED, () -> store.glider.delete(at(KEY), WriteCondition.ifMatch(etag)));
  }

  @Test
  @DisplayName("An overwrite between comparing and writing is never undone")
  void overwritesBetweenCompareAndWriteWin() {
    String etag = store.glider.head(at(KEY)).etag();
    Fault race =
        store
            .storage
            .when(Operation.PUT)
            .atKey(KEY)
            .runBefore(() -> store.put(KEY, Contents.version(1, 3)));

    failsAs(
        Kind.PRECONDITION_FAILED,
        () ->
            store.put(
                PutRequest.of(at(KEY)).withCondition(WriteCondition.ifMatch(etag)), replaced));

    assertThat(race.hits()).isEqualTo(1);
    assertThat(store.get(KEY)).isEqualTo(Contents.version(1, 3));
  }

  @Test
  void aStoredFormThatChangesUnderTheSameContentIsNoConflict() {
    String etag = store.glider.head(at(KEY)).etag();
    // The same content again: another stored form, the same ETag of the content.
    Fault race =
        store
            .storage
            .when(Operation.PUT)
            .atKey(KEY)
            .runBefore(
                () -> store.put(PutRequest.of(at(KEY)).withoutDelta(), Contents.version(1, 1)));

    store.put(PutRequest.of(at(KEY)).withCondition(WriteCondition.ifMatch(etag)), replaced);

    assertThat(race.hits()).isEqualTo(1);
    assertThat(store.get(KEY)).isEqualTo(replaced);
  }

  @Test
  @DisplayName("Where the store cannot decide a condition it is refused, never check-then-write")
  void conditionsAreRefusedWhereTheStoreHasNone() {
    try (TestStore poor =
        new TestStore(
            MemoryStorageOptions.DEFAULT.without(
                Capability.CONDITIONAL_PUT, Capability.CONDITIONAL_DELETE))) {
      poor.put(KEY, Contents.version(1, 1));
      String etag = poor.glider.head(at(KEY)).etag();
      PutRequest request = PutRequest.of(at(KEY));

      failsAs(
          Kind.NOT_SUPPORTED,
          () -> poor.put(request.withCondition(WriteCondition.ifMatch(etag)), replaced));
      failsAs(
          Kind.NOT_SUPPORTED,
          () -> poor.put(request.withCondition(WriteCondition.ifAbsent()), replaced));
      failsAs(Kind.NOT_SUPPORTED, () -> poor.glider.delete(at(KEY), WriteCondition.ifMatch(etag)));
      assertThat(poor.get(KEY)).isEqualTo(Contents.version(1, 1));
    }
  }

  @Test
  void readsAcceptBothEtagsAndNoOther() {
    ObjectInfo info = store.glider.head(at(KEY));
    GetRequest request = GetRequest.of(at(KEY));

    for (String etag : new String[] {info.etag(), info.storedEtag()}) {
      assertThat(store.get(request.withIfMatch(etag))).isEqualTo(Contents.version(1, 1));
      assertThat(store.get(request.withIfMatch(etag).withRange(ByteRange.of(0, 4)))).hasSize(5);
    }
    failsAs(Kind.PRECONDITION_FAILED, () -> store.get(request.withIfMatch("00")));
    failsAs(
        Kind.PRECONDITION_FAILED,
        () -> store.get(request.withIfMatch("00").withRange(ByteRange.of(0, 4))));
  }
}
