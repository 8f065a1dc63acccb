package io.deltaglider.core;

import static io.deltaglider.core.TestStore.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.deltaglider.core.get.GetRequest;
import io.deltaglider.core.get.ObjectContent;
import io.deltaglider.port.contract.Fault;
import io.deltaglider.port.contract.StorageCall.Operation;
import io.deltaglider.port.storage.ByteRange;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Reading parts, and many objects at once. */
class PartialReadTest {
  private static final ByteRange PART = ByteRange.of(100, 299);
  private static final String KEY = "v2/app.zip";

  private final TestStore store = new TestStore();
  private final byte[] delta = Contents.version(1, 1);
  private final byte[] whole = Contents.random(500, 7);

  @BeforeEach
  void putAFamily() {
    store.put("v1/app.zip", Contents.version(1, 0));
    store.put(KEY, delta);
  }

  @AfterEach
  void nothingIsLeftInScratch() {
    assertThat(store.scratch.usedBytes()).isZero();
    store.close();
  }

  private byte[] part(ByteRange range) {
    return store.get(GetRequest.of(at(KEY)).withRange(range));
  }

  private static byte[] partOf(byte[] content) {
    return Arrays.copyOfRange(content, 100, 300);
  }

  @Test
  @DisplayName("A part of a delta that is overwritten meanwhile is one of what replaced it")
  void aDeltaThatIsReplacedByAPassthrough() {
    // The first look finds a delta; before it is read whole, it is none any more.
    Fault race =
        store.storage.when(Operation.OPEN).atKey(KEY).runAfter(() -> store.put(KEY, whole));

    assertThat(part(PART)).isEqualTo(partOf(whole));
    assertThat(race.hits()).isEqualTo(1);
  }

  @Test
  void aKnownDeltaThatWasReplacedIsFoundOut() {
    assertThat(part(PART)).isEqualTo(partOf(delta));
    store.put(KEY, whole);

    assertThat(part(PART)).isEqualTo(partOf(whole));
  }

  @Test
  void aKnownPassthroughThatBecameADeltaIsFoundOut() {
    store.put(KEY, whole);
    assertThat(part(PART)).isEqualTo(partOf(whole));
    store.put(KEY, delta);

    assertThat(part(PART)).isEqualTo(partOf(delta));
    assertThat(part(ByteRange.last(7)))
        .isEqualTo(Arrays.copyOfRange(delta, delta.length - 7, delta.length));
  }

  @Test
  @DisplayName("P-27: a part behind a delta's stored bytes is read, one behind its content refused")
  void aPartBehindTheStoredBytes() {
    int last = delta.length - 1;

    assertThat(part(ByteRange.from(last))).isEqualTo(new byte[] {delta[last]});
    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> part(ByteRange.from(delta.length)))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.INVALID_RANGE));
  }

  @Test
  @DisplayName("L-24: any number of deltas is read side by side, by one thread too")
  void manyReadsAtOnce() throws IOException {
    List<ObjectContent> open = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      open.add(store.glider.get(GetRequest.of(at(KEY))));
    }

    byte[][] firsts = new byte[open.size()][];
    for (int i = 0; i < firsts.length; i++) {
      firsts[i] = open.get(i).body().readNBytes(1000);
    }

    for (int i = 0; i < firsts.length; i++) {
      assertThat(firsts[i]).isEqualTo(Arrays.copyOf(delta, 1000));
      assertThat(open.get(i).body().readAllBytes())
          .isEqualTo(Arrays.copyOfRange(delta, 1000, delta.length));
      open.get(i).close();
      open.get(i).close();
    }
  }
}
