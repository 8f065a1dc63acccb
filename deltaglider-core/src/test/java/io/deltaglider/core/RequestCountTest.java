package io.deltaglider.core;

import static io.deltaglider.core.TestStore.BUCKET;
import static io.deltaglider.core.TestStore.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.deltaglider.adapter.memory.MemoryStorageOptions;
import io.deltaglider.core.get.GetRequest;
import io.deltaglider.core.list.ListDetail;
import io.deltaglider.core.list.ListRequest;
import io.deltaglider.core.metadata.SelfDescription;
import io.deltaglider.port.contract.StorageCall;
import io.deltaglider.port.contract.StorageCall.Operation;
import io.deltaglider.port.storage.ByteRange;
import io.deltaglider.port.storage.Capability;
import io.deltaglider.port.storage.ObjectAttributes;
import io.deltaglider.port.storage.WriteCondition;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What each operation asks of the store; docs/PERFORMANCE.md, "Requests". */
class RequestCountTest {
  private final TestStore store =
      new TestStore(
          MemoryStorageOptions.DEFAULT.without(
              Capability.METADATA_WITH_LISTING, Capability.LIFECYCLE_RULES));

  @BeforeEach
  void putAFamily() {
    store.put("v1/app.zip", Contents.version(1, 0));
    store.put("v2/app.zip", Contents.version(1, 1));
    store.storage.clearCalls();
  }

  @AfterEach
  void close() {
    store.close();
  }

  private List<Operation> calls() {
    return store.storage.calls().stream().map(StorageCall::operation).toList();
  }

  @Test
  void aLaterVersionOfAFamilyInUseIsOnePut() {
    store.put("v3/app.zip", Contents.version(1, 2));

    assertThat(calls()).containsExactly(Operation.PUT);
  }

  @Test
  @DisplayName("A later version after a pause is three calls: index, reference, object")
  void aLaterVersionAfterAPauseIsThreeCalls() {
    store.advance(Duration.ofMinutes(5));

    store.put("v3/app.zip", Contents.version(1, 2));

    assertThat(calls()).containsExactly(Operation.LIST, Operation.LIST, Operation.PUT);
  }

  @Test
  @DisplayName("The first delta of a reference also records what to expect of later ones")
  void theFirstDeltaAlsoMovesItsPointer() {
    store.put("v1/other.zip", Contents.version(2, 0));
    store.get("v1/other.zip");
    store.storage.clearCalls();

    store.put("v2/other.zip", Contents.version(2, 1));

    assertThat(calls()).containsExactly(Operation.PUT, Operation.DELETE, Operation.PUT);
  }

  @Test
  @DisplayName("After a pause that record waits for the next put, so that no put takes four calls")
  void afterAPauseTheRecordWaits() {
    store.put("v1/other.zip", Contents.version(2, 0));
    store.get("v1/other.zip");
    store.advance(Duration.ofMinutes(5));
    store.storage.clearCalls();

    store.put("v2/other.zip", Contents.version(2, 1));
    assertThat(calls()).containsExactly(Operation.LIST, Operation.LIST, Operation.PUT);
    store.storage.clearCalls();
    store.put("v3/other.zip", Contents.version(2, 2));

    assertThat(calls()).containsExactly(Operation.PUT, Operation.DELETE, Operation.PUT);
  }

  @Test
  void whatWaitsIsWrittenByAFlush() {
    store.put("v1/other.zip", Contents.version(2, 0));
    store.get("v1/other.zip");
    store.advance(Duration.ofMinutes(5));
    store.put("v2/other.zip", Contents.version(2, 1));
    store.storage.clearCalls();

    store.glider.flush();
    assertThat(calls()).containsExactly(Operation.PUT, Operation.DELETE);
    store.storage.clearCalls();
    store.glider.flush();

    assertThat(calls()).isEmpty();
  }

  @Test
  @DisplayName("P-10: 100 reads of a family fetch its reference once")
  void readsFetchTheReferenceOnce() {
    DeltaGlider reader = store.otherProcess();

    for (int read = 0; read < 100; read++) {
      TestStore.get(reader, GetRequest.of(at(read % 2 == 0 ? "v1/app.zip" : "v2/app.zip")));
    }

    assertThat(store.storage.calls()).hasSize(101);
    assertThat(store.storage.calls().stream().filter(call -> call.key().contains("reference")))
        .hasSize(1)
        .allSatisfy(call -> assertThat(call.bytesRead()).isEqualTo(Contents.SIZE));
  }

  @Test
  void aHeadIsOneCall() {
    store.glider.head(at("v2/app.zip"));

    assertThat(calls()).containsExactly(Operation.HEAD);
  }

  @Test
  void aDeleteIsOneCall() {
    store.glider.delete(at("v2/app.zip"), WriteCondition.always());

    assertThat(calls()).containsExactly(Operation.DELETE);
  }

  @Test
  void aPartOfAPassthroughIsOneCall() {
    store.put("notes.txt", Contents.random(1000, 1));
    store.storage.clearCalls();

    assertThat(store.get(GetRequest.of(at("notes.txt")).withRange(ByteRange.of(9, 99))))
        .hasSize(91);

    assertThat(calls()).containsExactly(Operation.OPEN);
  }

  @Test
  void aPartOfADeltaIsTwoCallsAtFirstAndThenOne() {
    GetRequest part = GetRequest.of(at("v2/app.zip")).withRange(ByteRange.of(9, 99));

    store.get(part);
    assertThat(calls()).containsExactly(Operation.OPEN, Operation.OPEN);
    store.storage.clearCalls();
    store.get(part);

    assertThat(calls()).containsExactly(Operation.OPEN);
  }

  @Test
  void aPartOfWhatAnotherToolPutIsTwoCalls() {
    store.putRaw("foreign", Contents.random(1000, 1), ObjectAttributes.NONE);
    store.storage.clearCalls();

    store.get(GetRequest.of(at("foreign")).withRange(ByteRange.of(9, 99)));

    assertThat(calls()).containsExactly(Operation.OPEN, Operation.OPEN);
  }

  @Test
  @DisplayName("P-47: a page is one call, and one more where it meets what is internal")
  void aPageIsOneCall() {
    store.glider.list(ListRequest.of(BUCKET, "v"));
    assertThat(calls()).containsExactly(Operation.LIST);
    store.storage.clearCalls();

    store.glider.list(ListRequest.of(BUCKET, "").withMaxKeys(2));

    assertThat(calls()).containsExactly(Operation.LIST, Operation.LIST);
  }

  @Test
  @DisplayName("Exact sizes cost a HEAD for what has room for a delta's description, and no other")
  void exactSizesCostNoLookAtWhatIsTooSmall() {
    for (int size = 0; size < SelfDescription.MIN_BYTES; size++) {
      store.put("small/" + size + ".zip", new byte[size]);
    }
    store.put("small/large.txt", new byte[SelfDescription.MIN_BYTES]);
    store.storage.clearCalls();

    store.glider.list(ListRequest.of(BUCKET, "small/").withDetail(ListDetail.CONTENT));

    assertThat(calls()).containsExactly(Operation.LIST, Operation.HEAD);
  }
}
