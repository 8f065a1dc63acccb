package io.deltaglider.core;

import static io.deltaglider.core.TestStore.BUCKET;
import static io.deltaglider.core.TestStore.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.deltaglider.core.get.ObjectInfo;
import io.deltaglider.core.put.OnlyAs;
import io.deltaglider.core.put.PutOutcome;
import io.deltaglider.core.put.PutRequest;
import io.deltaglider.port.storage.ListQuery;
import io.deltaglider.port.storage.ListedObject;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.WriteCondition;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Puts that store in one form or not at all. */
class OnlyAsTest {
  private static Optional<PutOutcome> put(
      TestStore store, OnlyAs form, PutRequest request, byte[] content) {
    try {
      return store.glider.put(form, request, new ByteArrayInputStream(content));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> keys(TestStore store) {
    return store.storage.list(ListQuery.of(BUCKET, "")).objects().stream()
        .map(ListedObject::key)
        .toList();
  }

  @Test
  void aPlainObjectIsAsAnyToolWouldWriteIt() {
    try (TestStore store = new TestStore()) {
      byte[] content = Contents.version(1, 1);

      PutOutcome outcome =
          put(store, OnlyAs.PLAIN, PutRequest.of(at("v1.0/app.zip")), content).orElseThrow();

      assertThat(outcome.form()).isEqualTo(PutOutcome.Form.PASSTHROUGH);
      assertThat(keys(store)).containsExactly("v1.0/app.zip");
      assertThat(store.storage.head(at("v1.0/app.zip")).metadata()).isEmpty();
      assertThat(store.storage.open(at("v1.0/app.zip")).body()).hasBinaryContent(content);
    }
  }

  @Test
  void whatReadersWouldTakeForADeltaIsNotStoredPlain() throws IOException {
    try (TestStore store = new TestStore()) {
      store.put("v1.0/app.zip", Contents.version(1, 1));
      byte[] delta;
      try (InputStream body = store.storage.open(at("v1.0/app.zip")).body()) {
        delta = body.readAllBytes();
      }
      assertThat(put(store, OnlyAs.PLAIN, PutRequest.of(at("copy.bin")), delta)).isEmpty();
      assertThat(keys(store)).doesNotContain("copy.bin");
    }
  }

  @Test
  void whatIsNoDeltaIsNotStoredAsOne() {
    try (TestStore store = new TestStore()) {
      assertThat(put(store, OnlyAs.DELTA, PutRequest.of(at("notes.txt")), new byte[10])).isEmpty();
      assertThat(keys(store)).doesNotContain("notes.txt");
    }
  }

  @Test
  void whatIsADeltaIsStoredAsOne() {
    try (TestStore store = new TestStore()) {
      store.put("v1.0/app.zip", Contents.version(1, 1));
      PutOutcome outcome =
          put(store, OnlyAs.DELTA, PutRequest.of(at("v1.1/app.zip")), Contents.version(1, 2))
              .orElseThrow();
      assertThat(outcome.form()).isEqualTo(PutOutcome.Form.DELTA);
      assertThat(store.glider.head(at("v1.1/app.zip")).form()).isEqualTo(ObjectInfo.Form.DELTA);
    }
  }

  @Test
  void anObjectThatWasOverwrittenMeanwhileIsLeftAlone() {
    try (TestStore store = new TestStore()) {
      String key = "v1.1/app.zip";
      store.put("v1.0/app.zip", Contents.version(1, 1));
      byte[] old = Contents.version(1, 2);
      PutOutcome before = put(store, OnlyAs.PLAIN, PutRequest.of(at(key)), old).orElseThrow();
      byte[] newer = Contents.version(1, 3);
      store.put(key, newer);
      PutRequest pinned =
          PutRequest.of(at(key)).withCondition(WriteCondition.ifMatch(before.etag()));
      for (OnlyAs form : OnlyAs.values()) {
        assertThatExceptionOfType(StorageException.class)
            .isThrownBy(() -> put(store, form, pinned, old))
            .satisfies(
                e -> assertThat(e.kind()).isEqualTo(StorageException.Kind.PRECONDITION_FAILED))
            .withMessageContaining(key);
      }
      assertThat(store.get(key)).isEqualTo(newer);
    }
  }
}
