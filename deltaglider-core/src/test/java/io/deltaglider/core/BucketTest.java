package io.deltaglider.core;

import static io.deltaglider.core.TestStore.BUCKET;
import static io.deltaglider.core.TestStore.at;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.deltaglider.core.format.DamagedFormatException;
import io.deltaglider.core.get.GetRequest;
import io.deltaglider.core.put.PutRequest;
import io.deltaglider.core.select.DeltaPolicy;
import io.deltaglider.port.contract.StorageCall.Operation;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.ObjectAttributes;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import io.deltaglider.port.storage.WriteCondition;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Buckets and their format documents. */
class BucketTest {
  private static final String FORMAT = ".deltaglider/format.json";

  private final TestStore store = new TestStore();

  @AfterEach
  void nothingIsLeftInScratch() {
    assertThat(store.scratch.usedBytes()).isZero();
    store.close();
  }

  @ParameterizedTest
  @DisplayName("L-63: a bucket whose format.json cannot be understood is not written to")
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "[]",
        "{\"format\": 2, \"policy\": {}}",
        "{\"format\": 1}",
        "{\"policy\": {}}",
        "{\"format\": \"1\", \"policy\": {}}",
        "{\"format\": 1, \"policy\": {\"minSize\": \"big\"}}",
        "{\"format\": 1, \"policy\": {\"minSize\": 1}}",
        "{\"format\": 1, \"policy\": {\"scopes\": [\"galaxy\"]}}",
        "{\"format\": 1, \"policy\": {\"isolated\": []}}",
        "{\"format\": 1, \"policy\": {}} {}",
        "{\"format\": 1, \"format\": 1, \"policy\": {}}"
      })
  void damagedFormatsAreRefused(String document) {
    store.put("v1/app.zip", Contents.version(1, 0));
    store.putRaw(FORMAT, document.getBytes(UTF_8), ObjectAttributes.NONE);
    DeltaGlider other = store.otherProcess();
    store.storage.clearCalls();

    for (var write :
        List.<org.assertj.core.api.ThrowableAssert.ThrowingCallable>of(
            () -> TestStore.put(other, PutRequest.of(at("v2/app.zip")), Contents.version(1, 1)),
            () -> TestStore.put(other, PutRequest.of(at("small.txt")), new byte[1]),
            () -> other.setPolicy(BUCKET, DeltaPolicy.DEFAULT))) {
      assertThatExceptionOfType(DamagedFormatException.class)
          .isThrownBy(write)
          .withMessageContaining(BUCKET)
          .withMessageContaining("format.json");
    }

    assertThat(store.storage.writes()).isEmpty();
    assertThat(new String(store.getRaw(FORMAT), UTF_8)).isEqualTo(document);
    assertThat(TestStore.get(other, GetRequest.of(at("v1/app.zip"))))
        .isEqualTo(Contents.version(1, 0));
  }

  @Test
  @DisplayName("L-63: a format.json that is missing while other internal keys exist is damage")
  void lostFormatsAreNotReplacedByDefaults() {
    store.put("v1/app.zip", Contents.version(1, 0));
    store.deleteRaw(FORMAT);
    DeltaGlider other = store.otherProcess();

    assertThatExceptionOfType(DamagedFormatException.class)
        .isThrownBy(
            () -> TestStore.put(other, PutRequest.of(at("v2/app.zip")), Contents.version(1, 1)))
        .withMessageContaining("missing")
        .withMessageContaining(BUCKET);
    assertThat(store.storedKeys(FORMAT)).isEmpty();
  }

  @Test
  void policiesAreKeptInTheBucket() {
    DeltaPolicy policy =
        new DeltaPolicy(
            Set.of("zip", "tar.gz"),
            1 << 20,
            DeltaPolicy.DEFAULT.scopes(),
            List.of("tenant/ä/"),
            List.of("raw/"));
    assertThat(store.glider.policy(BUCKET)).isEqualTo(DeltaPolicy.DEFAULT);

    store.glider.setPolicy(BUCKET, policy);

    assertThat(store.otherProcess().policy(BUCKET)).isEqualTo(policy);
    assertThat(store.keys()).isEmpty();
  }

  @Test
  void bucketsThatLookEmptyCanBeDeleted() throws IOException {
    store.put("v1/app.zip", Contents.version(1, 0));
    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> store.glider.deleteBucket(BUCKET))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.BUCKET_NOT_EMPTY))
        .withMessageContaining(BUCKET);
    assertThat(store.get("v1/app.zip")).isEqualTo(Contents.version(1, 0));

    store.glider.delete(at("v1/app.zip"), WriteCondition.always());
    store.glider.deleteBucket(BUCKET);

    assertThat(store.glider.bucketExists(BUCKET)).isFalse();
    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> store.glider.deleteBucket(BUCKET))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.NO_SUCH_BUCKET));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UNAVAILABLE", "ACCESS_DENIED"})
  void aDeletionThatFailsAtAnyCallLeavesTheBucketAsItWas(Kind kind) throws IOException {
    boolean failed = true;
    for (int failing = 0; failed; failing++) {
      try (TestStore other = new TestStore()) {
        other.put("v1/app.zip", Contents.version(1, 0));
        other.glider.delete(at("v1/app.zip"), WriteCondition.always());
        List<String> keys = other.storedKeys("");
        byte[] reference = other.getRaw(other.references().get(0));
        var fault = other.storage.when(call -> true).skip(failing).fail(kind);
        try {
          other.glider.deleteBucket(BUCKET);
        } catch (StorageException e) {
          assertThat(e.kind()).isEqualTo(kind);
        }
        failed = fault.hits() > 0;
        if (failed) {
          assertThat(other.storedKeys("")).as("call %d", failing).isEqualTo(keys);
          assertThat(other.getRaw(other.references().get(0))).isEqualTo(reference);
        }
        assertThat(other.scratch.usedBytes()).isZero();
      }
    }
  }

  @Test
  @DisplayName("L-47: recursive deletion makes one call per thousand keys")
  void recursiveDeletionIsBatched() {
    for (int number = 0; number < 2500; number++) {
      store.putRaw("logs/" + number, new byte[1], ObjectAttributes.NONE);
    }
    store.storage.clearCalls();

    assertThat(store.glider.deletePrefix(BUCKET, "logs/", key -> {})).isEmpty();

    assertThat(store.storage.calls(Operation.DELETE_ALL)).hasSize(3);
    assertThat(store.storage.calls()).hasSizeLessThanOrEqualTo(6);
    assertThat(store.keys()).isEmpty();
  }

  @Test
  void missingBucketsAreTypedErrors() {
    ObjectAddress nowhere = new ObjectAddress("no-such-bucket", "a.zip");
    for (var call :
        List.<org.assertj.core.api.ThrowableAssert.ThrowingCallable>of(
            () -> TestStore.put(store.glider, PutRequest.of(nowhere), new byte[1]),
            () -> TestStore.get(store.glider, GetRequest.of(nowhere)),
            () -> store.glider.head(nowhere),
            () -> store.glider.verify(nowhere),
            () -> store.glider.delete(nowhere, WriteCondition.always()),
            () -> store.glider.stats("no-such-bucket", ""),
            () -> store.glider.policy("no-such-bucket"))) {
      assertThatExceptionOfType(StorageException.class)
          .isThrownBy(call)
          .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.NO_SUCH_BUCKET))
          .withMessageContaining("no-such-bucket");
    }
  }
}
