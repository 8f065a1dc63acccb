package io.deltaglider.core;

import static io.deltaglider.core.TestStore.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.deltaglider.adapter.memory.MemoryStorageOptions;
import io.deltaglider.core.copy.CopyObjectRequest;
import io.deltaglider.core.get.GetRequest;
import io.deltaglider.core.get.ObjectInfo;
import io.deltaglider.core.put.PutOutcome;
import io.deltaglider.core.put.PutOutcome.Form;
import io.deltaglider.core.put.PutRequest;
import io.deltaglider.port.storage.Capability;
import io.deltaglider.port.storage.ObjectAttributes;
import io.deltaglider.port.storage.StoreHeaders;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The content of an object with a protection of its own is in no other stored object. */
class ProtectedObjectTest {
  private final TestStore store =
      new TestStore(
          MemoryStorageOptions.DEFAULT.with(Capability.STORE_HEADERS, Capability.VERSIONS));

  @BeforeEach
  void putAReference() {
    store.put("v1/app.zip", Contents.version(1, 0));
  }

  @AfterEach
  void close() {
    assertThat(store.scratch.usedBytes()).isZero();
    store.close();
  }

  private static ObjectAttributes with(String header, String value) {
    return ObjectAttributes.NONE.withStoreHeaders(new StoreHeaders(Map.of(header, value)));
  }

  @ParameterizedTest
  @CsvSource({
    "x-amz-server-side-encryption-customer-key, c2VjcmV0",
    "x-amz-server-side-encryption, aws:kms",
    "x-amz-server-side-encryption-aws-kms-key-id, alias/mine",
    "x-amz-acl, public-read",
    "x-amz-grant-read, id=1",
    "x-amz-object-lock-mode, COMPLIANCE",
    "x-amz-object-lock-legal-hold, ON",
    "x-amz-of-the-future, yes"
  })
  void protectedObjectsAreStoredWhole(String header, String value) {
    PutRequest request = PutRequest.of(at("v2/app.zip")).withAttributes(with(header, value));

    PutOutcome outcome = store.put(request, Contents.version(1, 1));
    PutOutcome first =
        store.put(
            PutRequest.of(at("w1/other.zip")).withAttributes(with(header, value)),
            Contents.version(2, 0));

    assertThat(outcome.form()).isEqualTo(Form.PASSTHROUGH);
    assertThat(outcome.reason().orElseThrow()).contains(header).doesNotContain(value);
    assertThat(first.form()).isEqualTo(Form.PASSTHROUGH);
    assertThat(store.references()).hasSize(1);
    assertThat(store.glider.head(at("v2/app.zip")).storeHeaders().value(header)).contains(value);
    assertThat(store.get("v2/app.zip")).isEqualTo(Contents.version(1, 1));
  }

  @ParameterizedTest
  @CsvSource({
    "x-amz-server-side-encryption, AES256",
    "x-amz-acl, private",
    "x-amz-website-redirect-location, /elsewhere"
  })
  void whatProtectsNoMoreThanTheReferenceIsKeptOnADelta(String header, String value) {
    PutRequest request = PutRequest.of(at("v2/app.zip")).withAttributes(with(header, value));

    assertThat(store.put(request, Contents.version(1, 1)).form()).isEqualTo(Form.DELTA);
    assertThat(store.glider.head(at("v2/app.zip")).storeHeaders().value(header)).contains(value);
  }

  @Test
  void aDeltaThatIsCopiedUnderProtectionIsStoredWhole() throws IOException {
    store.put("v2/app.zip", Contents.version(1, 1));

    ObjectInfo copy =
        store.glider.copy(
            CopyObjectRequest.of(at("v2/app.zip"), at("copy/app.zip"))
                .withReplacement(with("x-amz-object-lock-mode", "COMPLIANCE")));

    assertThat(copy.form()).isEqualTo(ObjectInfo.Form.PASSTHROUGH);
    assertThat(store.get("copy/app.zip")).isEqualTo(Contents.version(1, 1));
  }

  @Test
  void versionsOfADeltaAreReadAndRemovedByTheirIds() {
    String first = store.put("v2/app.zip", Contents.version(1, 1)).versionId().orElseThrow();
    store.put("v2/app.zip", new byte[3]);
    GetRequest request = GetRequest.of(at("v2/app.zip")).withVersionId(first);

    assertThat(store.get(request)).isEqualTo(Contents.version(1, 1));
    assertThat(store.glider.head(request).size()).isEqualTo(Contents.SIZE);
    assertThat(store.glider.head(request).versionId()).isEqualTo(Optional.of(first));
    assertThat(store.glider.deleteVersion(at("v2/app.zip"), first).versionId()).contains(first);
    assertThat(store.get("v2/app.zip")).isEqualTo(new byte[3]);
  }
}
