package io.deltaglider.adapter.gcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.deltaglider.port.storage.ContentSource;
import io.deltaglider.port.storage.ListQuery;
import io.deltaglider.port.storage.ObjectAttributes;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import io.deltaglider.port.storage.WriteCondition;
import io.deltaglider.testserver.gcs.Fault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Uploads by chunks, and what is left when they fail. */
class UploadTest extends GcsTestBase {
  private static final int LARGE = 5 * CHUNK + 17;
  private static final String UPLOAD = "upload_id=";

  /** What happens behind some bytes of the second and every later stream. */
  @FunctionalInterface
  private interface Event {
    InputStream rest() throws IOException;
  }

  /** Content that keeps its word when it is read for its checksum, and not when it is sent. */
  private static ContentSource unreliable(byte[] bytes, int good, Event event) {
    return new ContentSource() {
      private int opened;

      @Override
      public long size() {
        return bytes.length;
      }

      @Override
      public InputStream open() {
        opened++;
        if (opened == 1) {
          return new ByteArrayInputStream(bytes);
        }
        InputStream rest = new LateStream(event);
        return new SequenceInputStream(new ByteArrayInputStream(bytes, 0, good), rest);
      }
    };
  }

  /** Lets the event happen when it is first read. */
  private static final class LateStream extends InputStream {
    private final Event event;
    private InputStream in = InputStream.nullInputStream();
    private boolean happened;

    LateStream(Event event) {
      this.event = event;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (!happened) {
        happened = true;
        in = event.rest();
      }
      return in.read(buffer, offset, length);
    }
  }

  private void put(ContentSource content) {
    storage.put(address("a"), content, ObjectAttributes.NONE, WriteCondition.always());
  }

  private void assertNothingIsLeft() {
    assertThat(server.openUploads()).isZero();
    assertThat(storage.list(ListQuery.of(BUCKET, "")).objects()).isEmpty();
  }

  @ParameterizedTest
  @DisplayName("L-25 an upload whose content fails midway is cancelled, with nothing left")
  @ValueSource(ints = {0, 1000, CHUNK, 3 * CHUNK + 5, LARGE - 1})
  void anUploadWhoseContentFailsIsCancelled(int good) {
    ContentSource content =
        unreliable(
            bytes(1, LARGE),
            good,
            () -> {
              throw new IOException("disk error");
            });

    assertFails(Kind.UNAVAILABLE, BUCKET + "/a", () -> put(content));

    assertNothingIsLeft();
  }

  @ParameterizedTest
  @DisplayName("L-25 an upload of fewer bytes than stated is cancelled, with nothing left")
  @ValueSource(ints = {0, CHUNK, 3 * CHUNK + 5, LARGE - 1})
  void anUploadThatEndsEarlyIsCancelled(int good) {
    ContentSource content = unreliable(bytes(2, LARGE), good, InputStream::nullInputStream);

    assertFails(Kind.REJECTED, BUCKET + "/a", () -> put(content));

    assertNothingIsLeft();
  }

  @Test
  @DisplayName("L-25 an upload of more bytes than stated is cancelled, with nothing left")
  void anUploadThatDoesNotEndIsCancelled() {
    ContentSource content =
        unreliable(bytes(3, LARGE), LARGE, () -> new ByteArrayInputStream(new byte[1]));

    assertFails(Kind.REJECTED, BUCKET + "/a", () -> put(content));

    assertNothingIsLeft();
  }

  @Test
  void anUploadWhoseContentHasABugIsCancelled() {
    ContentSource content =
        unreliable(
            bytes(4, LARGE),
            2 * CHUNK,
            () -> {
              throw new IllegalStateException("bug");
            });

    assertThatIllegalStateException().isThrownBy(() -> put(content));

    assertNothingIsLeft();
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, LARGE})
  @DisplayName("bytes that are not those of the checksum are refused by the store")
  void bytesThatWereDamagedAreNeverStored(int size) {
    byte[] bytes = bytes(5, size);
    ContentSource content =
        unreliable(bytes, size - 1, () -> new ByteArrayInputStream(new byte[] {1}));

    assertFails(Kind.REJECTED, BUCKET + "/a", () -> put(content));

    assertNothingIsLeft();
  }

  @Test
  @DisplayName("L-40 a chunk that fails is sent again, from where the store is")
  void aChunkThatFailsIsSentAgain() throws IOException {
    byte[] bytes = bytes(6, LARGE);
    server.inject(Fault.answer(UPLOAD, 503));
    server.inject(Fault.cut(UPLOAD, 0));
    server.inject(Fault.answer(UPLOAD, 429));

    put("a", bytes);

    assertThat(read("a")).isEqualTo(bytes);
    assertThat(server.openUploads()).isZero();
  }

  @Test
  @DisplayName("L-40 an upload whose last answer is lost is not made twice")
  void aLostAnswerOfTheLastChunkIsAskedForAgain() throws IOException {
    byte[] bytes = bytes(7, 2 * CHUNK);
    server.inject(new Fault(new LastChunk(2), OptionalInt.empty(), OptionalLong.of(0)));

    storage.put(
        address("a"), ContentSource.of(bytes), ObjectAttributes.NONE, WriteCondition.ifAbsent());

    assertThat(read("a")).isEqualTo(bytes);
  }

  /** Fits the n-th request that sends a chunk. */
  private static final class LastChunk implements Predicate<String> {
    private int remaining;

    LastChunk(int count) {
      this.remaining = count;
    }

    @Override
    public boolean test(String line) {
      if (line.startsWith("PUT") && line.contains(UPLOAD)) {
        remaining--;
      }
      return remaining == 0;
    }
  }

  @Test
  void anUploadThatTheStoreFailsForGoodIsCancelled() {
    for (int i = 0; i < 4; i++) {
      server.inject(Fault.answer("PUT /upload", 503));
    }

    assertFails(Kind.UNAVAILABLE, BUCKET + "/a", () -> put("a", bytes(8, LARGE)));

    assertNothingIsLeft();
  }

  @Test
  void aSmallPutThatFailsIsSentAgainFromTheStart() throws IOException {
    byte[] bytes = bytes(9, CHUNK);
    server.inject(Fault.answer("uploadType=multipart", 503));
    server.inject(Fault.cut("uploadType=multipart", 0));

    put("a", bytes);

    assertThat(read("a")).isEqualTo(bytes);
  }

  @ParameterizedTest
  @DisplayName("P-02 of two first writers that race, exactly one succeeds")
  @ValueSource(ints = {100, LARGE})
  void ofTwoFirstWritersOneSucceeds(int size) throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(2);
    try {
      for (int round = 0; round < 10; round++) {
        String key = "key-" + round;
        CyclicBarrier start = new CyclicBarrier(2);
        List<byte[]> bodies = List.of(bytes(round, size), bytes(-round - 1L, size));
        List<Callable<Boolean>> writers =
            List.of(() -> first(key, bodies.get(0), start), () -> first(key, bodies.get(1), start));
        List<Future<Boolean>> won = executor.invokeAll(writers);

        assertThat(won.get(0).get()).as("round %s", round).isNotEqualTo(won.get(1).get());
        assertThat(read(key)).isEqualTo(bodies.get(won.get(0).get() ? 0 : 1));
      }
    } finally {
      executor.shutdownNow();
    }
    assertThat(server.openUploads()).isZero();
  }

  private boolean first(String key, byte[] bytes, CyclicBarrier start) throws Exception {
    start.await();
    try {
      storage.put(
          address(key), ContentSource.of(bytes), ObjectAttributes.NONE, WriteCondition.ifAbsent());
      return true;
    } catch (StorageException e) {
      assertThat(e.kind()).isEqualTo(Kind.PRECONDITION_FAILED);
      return false;
    }
  }
}
