package io.deltaglider.adapter.memory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.deltaglider.port.contract.Fault;
import io.deltaglider.port.contract.FaultyStorage;
import io.deltaglider.port.contract.MutableClock;
import io.deltaglider.port.contract.StorageCall;
import io.deltaglider.port.contract.StorageCall.Operation;
import io.deltaglider.port.storage.Capability;
import io.deltaglider.port.storage.ContentSource;
import io.deltaglider.port.storage.CopyRequest;
import io.deltaglider.port.storage.DeleteRequest;
import io.deltaglider.port.storage.ListQuery;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.ObjectAttributes;
import io.deltaglider.port.storage.ObjectReader;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import io.deltaglider.port.storage.WriteCondition;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class FaultyStorageTest {
  private static final ObjectAddress A = new ObjectAddress("bucket", "a");
  private static final ObjectAddress B = new ObjectAddress("bucket", "dir/b");

  private final MemoryStorage memory = new MemoryStorage(new MutableClock(Instant.EPOCH));
  private final FaultyStorage storage = new FaultyStorage(memory);

  @BeforeEach
  void createBucket() {
    memory.createBucket("bucket");
  }

  private void put(ObjectAddress address, String text) {
    storage.put(
        address,
        ContentSource.of(text.getBytes(UTF_8)),
        ObjectAttributes.NONE,
        WriteCondition.always());
  }

  private String stored(ObjectAddress address) throws IOException {
    try (ObjectReader reader = memory.open(address)) {
      return new String(reader.body().readAllBytes(), UTF_8);
    }
  }

  private String read(ObjectAddress address) throws IOException {
    try (ObjectReader reader = storage.open(address)) {
      return new String(reader.body().readAllBytes(), UTF_8);
    }
  }

  private static void assertFails(Kind kind, ThrowingCallable call) {
    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(call)
        .satisfies(e -> assertThat(e.kind()).isEqualTo(kind));
  }

  @Test
  void recordsEveryCallWithItsAddressAndBytes() throws IOException {
    put(A, "content");
    read(A);
    storage.list(ListQuery.of("bucket", "dir/"));
    storage.copy(CopyRequest.of(A, B));
    storage.deleteAll("bucket", List.of(DeleteRequest.of("x"), DeleteRequest.of("y")));
    storage.bucketExists("bucket");
    storage.listBuckets();

    assertThat(storage.calls())
        .extracting(StorageCall::toString)
        .containsExactly(
            "PUT bucket/a",
            "OPEN bucket/a",
            "LIST bucket/dir/",
            "COPY bucket/dir/b",
            "DELETE_ALL bucket/x,y",
            "BUCKET_EXISTS bucket",
            "LIST_BUCKETS ");
    assertThat(storage.calls(Operation.PUT).get(0).bytesWritten()).isEqualTo(7);
    assertThat(storage.calls(Operation.OPEN).get(0).bytesRead()).isEqualTo(7);
    assertThat(storage.calls(Operation.COPY).get(0).source()).contains(A);
    assertThat(storage.calls(Operation.DELETE_ALL).get(0).keys()).containsExactly("x", "y");
    assertThat(storage.writes())
        .extracting(StorageCall::operation)
        .containsExactly(Operation.PUT, Operation.COPY, Operation.DELETE_ALL);

    storage.clearCalls();
    assertThat(storage.calls()).isEmpty();
  }

  @Test
  void countsOnlyTheBytesThatWereRead() throws IOException {
    put(A, "0123456789");

    try (ObjectReader reader = storage.open(A)) {
      reader.body().readNBytes(4);
      assertThat(storage.calls(Operation.OPEN).get(0).bytesRead()).isEqualTo(4);
    }
  }

  @Test
  void aFailureBeforeTheCallHasNoEffect() {
    Fault fault = storage.when(Operation.PUT).fail(Kind.THROTTLED);

    assertFails(Kind.THROTTLED, () -> put(A, "content"));

    assertFails(Kind.NO_SUCH_KEY, () -> memory.head(A));
    assertThat(fault.hits()).isEqualTo(1);
    assertThat(storage.calls()).hasSize(1);
  }

  @Test
  void aFailureAfterwardsLosesOnlyTheAnswer() throws IOException {
    storage.when(Operation.PUT).failAfterwards(Kind.UNAVAILABLE);

    assertFails(Kind.UNAVAILABLE, () -> put(A, "content"));

    assertThat(stored(A)).isEqualTo("content");
  }

  @Test
  void aFailureNamesTheCall() {
    storage.when(Operation.HEAD).fail(Kind.ACCESS_DENIED);

    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> storage.head(A))
        .withMessageContaining("HEAD bucket/a");
  }

  @Test
  void aFaultHappensOnceUnlessToldOtherwise() {
    Fault fault = storage.when(Operation.PUT).fail(Kind.UNAVAILABLE);

    assertFails(Kind.UNAVAILABLE, () -> put(A, "first"));
    put(A, "second");

    assertThat(fault.hits()).isEqualTo(1);
  }

  @Test
  void aFaultCanMeanTheNthCallAndSeveral() {
    Fault fault = storage.when(Operation.PUT).skip(1).times(2).fail(Kind.UNAVAILABLE);

    put(A, "first");
    assertFails(Kind.UNAVAILABLE, () -> put(A, "second"));
    assertFails(Kind.UNAVAILABLE, () -> put(B, "third"));
    put(A, "fourth");

    assertThat(fault.hits()).isEqualTo(2);
  }

  @Test
  void aFaultCanGoOnUntilItIsCleared() {
    storage.when(Operation.PUT).always().fail(Kind.UNAVAILABLE);
    for (int i = 0; i < 5; i++) {
      assertFails(Kind.UNAVAILABLE, () -> put(A, "content"));
    }

    storage.clearFaults();

    put(A, "content");
    assertThat(memory.head(A).size()).isEqualTo(7);
  }

  @Test
  void aFaultMeansOnlyTheCallsThatMatch() {
    Fault atKey = storage.when(Operation.PUT, Operation.HEAD).atKey("a").fail(Kind.NO_SPACE);
    Fault under = storage.when(call -> true).underPrefix("dir/").fail(Kind.ACCESS_DENIED);
    Fault other = storage.when(Operation.PUT).matching(call -> false).fail(Kind.DAMAGED);

    put(new ObjectAddress("bucket", "ab"), "content");
    assertFails(Kind.ACCESS_DENIED, () -> put(B, "content"));
    assertFails(Kind.NO_SPACE, () -> storage.head(A));

    assertThat(atKey.hits()).isEqualTo(1);
    assertThat(under.hits()).isEqualTo(1);
    assertThat(other.hits()).isZero();
  }

  @Test
  void hooksRunBeforeAndAfterTheEffect() throws IOException {
    put(A, "old");
    StringBuilder seen = new StringBuilder();
    storage.when(Operation.PUT).runBefore(() -> seen.append(size(A)));
    storage.when(Operation.PUT).runAfter(() -> seen.append(size(A)));

    put(A, "newer");

    assertThat(seen).hasToString("35");
    assertThat(stored(A)).isEqualTo("newer");
  }

  private long size(ObjectAddress address) {
    return memory.head(address).size();
  }

  @Test
  void aHookMayUseTheSameStorage() throws IOException {
    put(A, "old");
    storage.when(Operation.HEAD).runBefore(() -> put(A, "overwritten between two calls"));

    assertThat(storage.head(A).size()).isEqualTo(29);
    assertThat(storage.calls())
        .extracting(StorageCall::operation)
        .containsExactly(Operation.PUT, Operation.HEAD, Operation.PUT);
    assertThat(stored(A)).startsWith("overwritten");
  }

  @Test
  void aBodyCanFailMidway() throws IOException {
    put(A, "0123456789");
    storage.when(Operation.OPEN).failBodyAfter(4);

    try (ObjectReader reader = storage.open(A)) {
      assertThat(reader.body().readNBytes(4)).isEqualTo("0123".getBytes(UTF_8));
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> reader.body().read())
          .satisfies(e -> assertFails(Kind.UNAVAILABLE, () -> throwCause(e)));
    }
    assertThat(read(A)).isEqualTo("0123456789");
  }

  private static void throwCause(IOException e) throws Throwable {
    throw e.getCause();
  }

  @Test
  void aBodyCanEndEarly() throws IOException {
    put(A, "0123456789");
    storage.when(Operation.OPEN).truncateBodyTo(4);

    assertThat(read(A)).isEqualTo("0123");
    assertThat(read(A)).isEqualTo("0123456789");
  }

  @Test
  void aBodyCanHaveABitFlipped() throws IOException {
    put(A, "0123456789");
    storage.when(Operation.OPEN).flipBitAt(4);

    assertThat(read(A)).isEqualTo("0123556789");
    assertThat(stored(A)).isEqualTo("0123456789");
  }

  @Test
  void skippedBytesCountAndKeepTheFaultInPlace() throws IOException {
    put(A, "0123456789");
    storage.when(Operation.OPEN).flipBitAt(4);

    try (ObjectReader reader = storage.open(A)) {
      assertThat(reader.body().skip(3)).isEqualTo(3);
      assertThat(reader.body().readAllBytes()).isEqualTo("3556789".getBytes(UTF_8));
    }
    assertThat(storage.calls(Operation.OPEN).get(0).bytesRead()).isEqualTo(10);
  }

  @Test
  void contentThatIsPutCanFailEndOrChange() throws IOException {
    storage.when(Operation.PUT).failBodyAfter(4);
    assertFails(Kind.UNAVAILABLE, () -> put(A, "0123456789"));
    storage.when(Operation.PUT).truncateBodyTo(4);
    assertFails(Kind.REJECTED, () -> put(A, "0123456789"));
    assertFails(Kind.NO_SUCH_KEY, () -> memory.head(A));

    storage.when(Operation.PUT).flipBitAt(0);
    put(A, "0123456789");
    assertThat(stored(A)).isEqualTo("1123456789");
  }

  @Test
  void everyOperationCanFail() {
    put(A, "content");
    storage.when(call -> true).always().fail(Kind.THROTTLED);

    List<ThrowingCallable> calls =
        List.of(
            () -> storage.createBucket("other"),
            () -> storage.deleteBucket("bucket"),
            () -> storage.bucketExists("bucket"),
            storage::listBuckets,
            () -> put(A, "content"),
            () -> storage.head(A),
            () -> storage.open(A),
            () -> storage.list(ListQuery.of("bucket", "")),
            () -> storage.delete("bucket", DeleteRequest.of("a")),
            () -> storage.deleteAll("bucket", List.of(DeleteRequest.of("a"))),
            () -> storage.copy(CopyRequest.of(A, B)),
            () -> storage.tags(A),
            () -> storage.keepsVersions("bucket"),
            () -> storage.listVersions(ListQuery.of("bucket", "")),
            () -> storage.lifecycleRules("bucket"),
            () -> storage.setLifecycleRules("bucket", List.of()));

    assertThat(calls).hasSameSizeAs(Operation.values());
    calls.forEach(call -> assertFails(Kind.THROTTLED, call));
  }

  @Test
  void capabilitiesAndLimitsAreThoseOfTheStoreBehind() {
    for (Capability capability : Capability.values()) {
      assertThat(storage.supports(capability, "bucket"))
          .isEqualTo(memory.supports(capability, "bucket"));
    }
    assertThat(storage.maxMetadataBytes()).isEqualTo(memory.maxMetadataBytes());
    assertThat(storage.calls()).isEmpty();
  }
}
