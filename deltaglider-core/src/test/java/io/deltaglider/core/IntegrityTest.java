package io.deltaglider.core;

import static io.deltaglider.core.TestStore.BUCKET;
import static io.deltaglider.core.TestStore.at;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.deltaglider.core.get.GetRequest;
import io.deltaglider.core.get.ObjectContent;
import io.deltaglider.core.integrity.IntegrityException;
import io.deltaglider.core.list.ListRequest;
import io.deltaglider.core.reference.ReferenceUnavailableException;
import io.deltaglider.core.verify.VerifyReport;
import io.deltaglider.core.verify.VerifyReport.Result;
import io.deltaglider.port.storage.ByteRange;
import io.deltaglider.port.storage.ContentHeaders;
import io.deltaglider.port.storage.ObjectAttributes;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Damage of any kind is an error that names the object, and never content. */
class IntegrityTest {
  private static final String DELTA = "v2/app.zip";
  private static final String WHOLE = "notes.txt";

  private final TestStore store = new TestStore();

  @BeforeEach
  void putOneOfEachKind() {
    store.put("v1/app.zip", Contents.version(1, 0));
    store.put(DELTA, Contents.version(1, 1));
    store.put(WHOLE, Contents.random(1000, 7));
    store.putRaw("foreign", Contents.random(1000, 8), ObjectAttributes.NONE);
  }

  @AfterEach
  void nothingIsLeftInScratch() {
    assertThat(store.scratch.usedBytes()).isZero();
    store.close();
  }

  /** Reads as far as possible; a fresh process, so that nothing is cached. */
  private Outcome read(GetRequest request) {
    ByteArrayOutputStream received = new ByteArrayOutputStream();
    Throwable error =
        catchThrowable(
            () -> {
              try (ObjectContent content = store.otherProcess().get(request)) {
                content.body().transferTo(received);
              }
            });
    return new Outcome(received.size(), error);
  }

  private record Outcome(int received, Throwable error) {}

  @Test
  @DisplayName("P-17: of a damaged delta not one byte is handed out, wherever the damage is")
  void damagedDeltasGiveNothing() {
    byte[] body = store.getRaw(DELTA);
    ObjectAttributes attributes = store.attributesRaw(DELTA);
    for (int position = 0; position < body.length; position++) {
      byte[] damaged = body.clone();
      damaged[position] ^= 0x20;
      store.putRaw(DELTA, damaged, attributes);
      for (GetRequest request :
          new GetRequest[] {
            GetRequest.of(at(DELTA)), GetRequest.of(at(DELTA)).withRange(ByteRange.of(0, 10))
          }) {
        Outcome outcome = read(request);
        assertThat(outcome.received()).as("byte %d", position).isZero();
        assertThat(outcome.error())
            .as("byte %d", position)
            .isInstanceOfAny(IntegrityException.class, ReferenceUnavailableException.class)
            .hasMessageContaining(DELTA);
      }
    }
  }

  @Test
  @DisplayName("P-17: with a damaged reference not one byte is handed out")
  void damagedReferencesGiveNothing() {
    store.flipBit(store.references().get(0), 50_000);
    for (GetRequest request :
        new GetRequest[] {
          GetRequest.of(at(DELTA)), GetRequest.of(at(DELTA)).withRange(ByteRange.of(0, 10))
        }) {
      Outcome outcome = read(request);
      assertThat(outcome.received()).isZero();
      assertThat(outcome.error())
          .isInstanceOf(IntegrityException.class)
          .hasMessageContaining(DELTA)
          .hasMessageContaining(store.references().get(0));
    }
  }

  @Test
  @DisplayName("P-17: the stream of a damaged passthrough object ends with the error")
  void damagedPassthroughEndsWithAnError() {
    store.flipBit(WHOLE, 500);

    assertThat(read(GetRequest.of(at(WHOLE))).error())
        .isInstanceOf(IntegrityException.class)
        .hasMessageContaining(WHOLE)
        .hasMessageContaining("SHA-256");
  }

  @Test
  @DisplayName("P-17: a truncated passthrough object ends with the error")
  void truncatedPassthroughEndsWithAnError() {
    store.putRaw(WHOLE, Contents.random(999, 7), store.attributesRaw(WHOLE));

    assertThat(read(GetRequest.of(at(WHOLE))).error())
        .isInstanceOf(IntegrityException.class)
        .hasMessageContaining("1000 bytes");
  }

  @Test
  @DisplayName("L-32: a range of an object whose recorded size is wrong is an integrity error")
  void rangesOfWrongSizesAreRefused() {
    store.putRaw(WHOLE, Contents.random(999, 7), store.attributesRaw(WHOLE));
    assertThat(read(GetRequest.of(at(WHOLE)).withRange(ByteRange.last(5))).error())
        .isInstanceOf(IntegrityException.class)
        .hasMessageContaining(WHOLE);

    Map<String, String> lying = new TreeMap<>(store.attributesRaw(DELTA).metadata());
    lying.put("dg-file-size", "1000000");
    store.putRaw(DELTA, store.getRaw(DELTA), store.attributesRaw(DELTA).withMetadata(lying));
    // The body's own description is right, and it has no byte there.
    assertThat(read(GetRequest.of(at(DELTA)).withRange(ByteRange.from(500_000))).error())
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INVALID_RANGE));
    assertThat(store.get(DELTA)).isEqualTo(Contents.version(1, 1));
  }

  @Test
  @DisplayName("P-18: verify and get name a damaged object under its own key, with both hashes")
  void damageIsNamed() throws IOException {
    store.flipBit(WHOLE, 500);
    store.flipBit(DELTA, store.getRaw(DELTA).length - 1);

    for (String key : new String[] {WHOLE, DELTA}) {
      VerifyReport report = store.glider.verify(at(key));
      assertThat(report.result()).as(key).isEqualTo(Result.INVALID);
      assertThat(report.detail()).contains(key).containsPattern("[0-9a-f]{64}.*[0-9a-f]{64}");
    }
  }

  @Test
  @DisplayName("P-25: head and verify work on every kind of object by its own key")
  void everyKindIsKnownByItsKey() throws IOException {
    assertThat(store.glider.head(at(DELTA)).size()).isEqualTo(Contents.SIZE);
    assertThat(store.glider.head(at(WHOLE)).size()).isEqualTo(1000);
    assertThat(store.glider.head(at("foreign")).size()).isEqualTo(1000);

    assertThat(store.glider.verify(at(DELTA)).result()).isEqualTo(Result.VALID);
    assertThat(store.glider.verify(at(WHOLE)).result()).isEqualTo(Result.VALID);
    assertThat(store.glider.verify(at("foreign")).result()).isEqualTo(Result.READABLE);
    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> store.glider.verify(at("missing")))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.NO_SUCH_KEY));
  }

  @Test
  @DisplayName("L-55: verify reads stored bytes and reference again now, and says what it proved")
  void verifyIsNeverStale() throws IOException {
    assertThat(store.get(DELTA)).isEqualTo(Contents.version(1, 1)); // caches the reference
    VerifyReport valid = store.glider.verify(at(DELTA));
    assertThat(valid.detail()).contains("reference").contains("SHA-256");
    assertThat(valid.size()).isEqualTo(Contents.SIZE);
    assertThat(store.glider.verify(at("foreign")).detail()).contains("no hash is recorded");

    String reference = store.references().get(0);
    store.flipBit(reference, 3);
    assertThat(store.glider.verify(at(DELTA)).result()).isEqualTo(Result.INVALID);
    store.deleteRaw(reference);
    assertThat(store.glider.verify(at(DELTA)).result()).isEqualTo(Result.INVALID);
    assertThat(store.glider.verify(at(DELTA)).detail()).contains(reference).contains("missing");
  }

  @Test
  void lostReferenceIsATypedError() {
    String reference = store.references().get(0);
    store.deleteRaw(reference);

    assertThat(read(GetRequest.of(at(DELTA))).error())
        .isInstanceOfSatisfying(
            ReferenceUnavailableException.class,
            e -> {
              assertThat(e.address()).isEqualTo(at(DELTA));
              assertThat(e.reference()).isEqualTo(at(reference));
            });
  }

  @Test
  @DisplayName("P-19: a hostile delta is a typed error within bounded time and memory")
  void hostileDeltasAreRefused() {
    // A self-description that promises a content of many terabytes, and nothing behind it.
    byte[] body = store.getRaw(DELTA);
    String described = new String(body, ISO_8859_1);
    byte[] hostile = described.replace("n=100000;", "n=999999;").getBytes(ISO_8859_1);
    store.putRaw("hostile", hostile, ObjectAttributes.NONE);
    store.putRaw("short", Arrays.copyOf(body, 180), ObjectAttributes.NONE);

    for (String key : new String[] {"hostile", "short"}) {
      Outcome outcome = read(GetRequest.of(at(key)));
      assertThat(outcome.received()).isZero();
      assertThat(outcome.error())
          .as(key)
          .isInstanceOf(IntegrityException.class)
          .hasMessageContaining(key);
    }
  }

  @Test
  @DisplayName("P-14, L-12: a delta whose metadata a copy tool dropped is restored or refused")
  void strippedDeltasAreRestoredOrRefused() throws IOException {
    byte[] body = store.getRaw(DELTA);
    ObjectAttributes typed =
        ObjectAttributes.of(
            ContentHeaders.NONE.withContentType("application/vnd.deltaglider.delta"), Map.of());
    store.putRaw("bare.zip", body, ObjectAttributes.NONE);
    store.putRaw("typed.zip", body, typed);
    for (String key : new String[] {"bare.zip", "typed.zip"}) {
      assertThat(store.get(key)).isEqualTo(Contents.version(1, 1));
      assertThat(store.get(GetRequest.of(at(key)).withRange(ByteRange.of(10, 99))))
          .isEqualTo(Arrays.copyOfRange(Contents.version(1, 1), 10, 100));
      assertThat(store.glider.verify(at(key)).result()).isEqualTo(Result.VALID);
    }
    assertThat(store.glider.head(at("typed.zip")).size()).isEqualTo(Contents.SIZE);
    assertThat(store.glider.list(ListRequest.of(BUCKET, "typed")).entries().get(0).size())
        .isEqualTo(Contents.SIZE);

    store.deleteRaw(store.references().get(0));
    for (String key : new String[] {"bare.zip", "typed.zip"}) {
      Outcome outcome = read(GetRequest.of(at(key)));
      assertThat(outcome.received()).isZero();
      assertThat(outcome.error()).isInstanceOf(ReferenceUnavailableException.class);
    }
  }

  @Test
  void damagedStrippedDeltasGiveNothing() {
    byte[] body = store.getRaw(DELTA);
    for (int position = 170; position < body.length; position += 3) {
      byte[] damaged = body.clone();
      damaged[position] ^= 1;
      store.putRaw("bare.zip", damaged, ObjectAttributes.NONE);

      Outcome outcome = read(GetRequest.of(at("bare.zip")));

      if (outcome.error() == null) {
        // Some bits mean nothing; then the content is right.
        assertThat(store.get("bare.zip")).isEqualTo(Contents.version(1, 1));
      } else {
        assertThat(outcome.received()).as("byte %d", position).isZero();
        assertThat(outcome.error()).isInstanceOf(IntegrityException.class);
      }
    }
  }

  @Test
  void metadataOfADeltaOverOtherBytesIsRefused() {
    store.putRaw(DELTA, Contents.random(500, 3), store.attributesRaw(DELTA));

    Outcome outcome = read(GetRequest.of(at(DELTA)));

    assertThat(outcome.received()).isZero();
    assertThat(outcome.error()).isInstanceOf(IntegrityException.class).hasMessageContaining(DELTA);
  }

  @Test
  void whatIsSkippedOfADeltaCountsAsRead() throws IOException {
    try (TestStore store = new TestStore()) {
      byte[] content = Contents.version(1, 1);
      store.put("v1.0/app.zip", Contents.version(1, 0));
      store.put("v1.1/app.zip", content);

      try (ObjectContent open = store.glider.get(GetRequest.of(at("v1.1/app.zip")))) {
        open.body().skipNBytes(1_000);
        assertThat(open.body().readAllBytes())
            .isEqualTo(Arrays.copyOfRange(content, 1_000, content.length));
      }
    }
  }
}
