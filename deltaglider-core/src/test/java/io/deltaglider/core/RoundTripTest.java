package io.deltaglider.core;

import static io.deltaglider.core.TestStore.at;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.deltaglider.core.get.GetRequest;
import io.deltaglider.core.get.ObjectContent;
import io.deltaglider.core.put.PutOutcome;
import io.deltaglider.core.put.PutOutcome.Form;
import io.deltaglider.core.put.PutRequest;
import io.deltaglider.core.spool.ContentLengthException;
import io.deltaglider.port.contract.OddKeys;
import io.deltaglider.port.storage.ByteRange;
import io.deltaglider.port.storage.ObjectAttributes;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import io.deltaglider.port.storage.WriteCondition;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Bytes out are bytes in, or nothing is stored. */
class RoundTripTest {
  private final TestStore store = new TestStore();

  @AfterEach
  void nothingIsLeftInScratch() {
    assertThat(store.scratch.usedBytes()).isZero();
    store.close();
  }

  @Test
  @DisplayName("P-33: a later version under another prefix costs a fraction")
  void laterVersionIsSmall() {
    PutOutcome first = store.put("v1.0.0/my-app.zip", Contents.version(1, 0));
    PutOutcome second = store.put("v1.0.1/my-app.zip", Contents.version(1, 1));

    assertThat(first.form()).isEqualTo(Form.REFERENCE);
    assertThat(second.form()).isEqualTo(Form.DELTA);
    assertThat(second.storedSize()).isLessThan(Contents.SIZE / 20);
    assertThat(second.reference()).isEqualTo(first.reference());
    assertThat(store.get("v1.0.0/my-app.zip")).isEqualTo(Contents.version(1, 0));
    assertThat(store.get("v1.0.1/my-app.zip")).isEqualTo(Contents.version(1, 1));
  }

  @ParameterizedTest
  @DisplayName("P-12: every size round-trips, first and later in a family")
  @ValueSource(
      ints = {
        0,
        1,
        31,
        32,
        65_535,
        65_536,
        8_388_607,
        8_388_608,
        8_388_609,
        16_777_215,
        16_777_216,
        16_777_217
      })
  void everySizeRoundTrips(int size) {
    store.put("v1/app.zip", Contents.version(size, 1, 0));
    store.put("v2/app.zip", Contents.version(size, 1, 1));

    assertThat(store.get("v1/app.zip")).isEqualTo(Contents.version(size, 1, 0));
    assertThat(store.get("v2/app.zip")).isEqualTo(Contents.version(size, 1, 1));
    assertThat(store.glider.head(at("v2/app.zip")).size()).isEqualTo(size);
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("P-01: compressed tarballs are given back, however they were compressed")
  @MethodSource("compressors")
  void compressedTarballsRoundTrip(String name, Compressor compressor) throws IOException {
    byte[] first = compressor.compress(text(0));
    byte[] second = compressor.compress(text(1));

    store.put("v1/app.tar.gz", first);
    store.put("v2/app.tar.gz", second);

    assertThat(first.length).isGreaterThan(1 << 16);
    assertThat(store.get("v1/app.tar.gz")).isEqualTo(first);
    assertThat(store.get("v2/app.tar.gz")).isEqualTo(second);
  }

  /** Turns a file into a compressed one. */
  interface Compressor {
    byte[] compress(byte[] file) throws IOException;
  }

  private static Stream<Object[]> compressors() {
    Stream<Object[]> levels =
        Stream.of(1, 6, 9).map(level -> of("gzip -" + level, file -> gzip(file, level)));
    return Stream.concat(
        levels,
        Stream.of(
            of("gzip with trailing garbage", file -> concat(gzip(file, 6), new byte[777])),
            of("gzip of two members", file -> concat(gzip(file, 6), gzip(file, 1))),
            of("xz -0", RoundTripTest::xz),
            of("truncated gzip", file -> Arrays.copyOf(gzip(file, 1), 70_000))));
  }

  private static Object[] of(String name, Compressor compressor) {
    return new Object[] {name, compressor};
  }

  private static byte[] text(int version) {
    byte[] digits = Contents.version(300_000, 5, version);
    for (int i = 0; i < digits.length; i++) {
      digits[i] = (byte) ('a' + (digits[i] & 15));
    }
    return digits;
  }

  private static byte[] gzip(byte[] file, int level) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip =
        new GZIPOutputStream(bytes) {
          {
            def.setLevel(level);
          }
        }) {
      gzip.write(file);
    }
    return bytes.toByteArray();
  }

  private static byte[] xz(byte[] file) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (XZOutputStream xz = new XZOutputStream(bytes, new LZMA2Options(0))) {
      xz.write(file);
    }
    return bytes.toByteArray();
  }

  private static byte[] concat(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  @Test
  @DisplayName("P-29: odd keys round-trip, distinct from their look-alikes")
  void oddKeysRoundTrip() {
    byte[] common = Contents.random(100, 1);
    OddKeys.stream()
        .filter(key -> !key.startsWith(".deltaglider/"))
        .forEach(key -> store.put(key, concat(common, key.getBytes(UTF_8))));

    OddKeys.stream()
        .filter(key -> !key.startsWith(".deltaglider/"))
        .forEach(key -> assertThat(store.get(key)).isEqualTo(concat(common, key.getBytes(UTF_8))));
  }

  @Test
  @DisplayName("P-13: an overwritten key has one form, the latest, and a deleted one stays gone")
  void overwritingReplacesWhateverWasThere() {
    String key = "v2/app.zip";
    byte[] small = Contents.random(10, 3);
    store.put("v1/app.zip", Contents.version(1, 0));
    store.putRaw(key, Contents.random(Contents.SIZE, 9), ObjectAttributes.NONE);

    store.put(key, Contents.version(1, 1));
    assertThat(store.get(key)).isEqualTo(Contents.version(1, 1));
    store.put(key, small);
    assertThat(store.get(key)).isEqualTo(small);
    store.put(key, Contents.version(1, 2));
    assertThat(store.get(key)).isEqualTo(Contents.version(1, 2));
    store.putRaw(key, small, ObjectAttributes.NONE);
    assertThat(store.get(key)).isEqualTo(small);

    store.glider.delete(at(key), WriteCondition.always());
    assertThat(store.keys()).containsExactly("v1/app.zip");
    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> store.otherProcess().get(GetRequest.of(at(key))))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.NO_SUCH_KEY))
        .withMessageContaining(key);
  }

  @Test
  void rangesOfEveryFormAreExact() throws IOException {
    byte[] delta = Contents.version(1, 1);
    store.put("v1/app.zip", Contents.version(1, 0));
    store.put("v2/app.zip", delta);
    store.put("notes.txt", delta);
    store.putRaw("other", delta, ObjectAttributes.NONE);
    for (String key : new String[] {"v2/app.zip", "notes.txt", "other"}) {
      check(key, ByteRange.of(0, 0), delta, 0, 1);
      check(key, ByteRange.of(5, 70_000), delta, 5, 70_001);
      check(key, ByteRange.from(99_990), delta, 99_990, delta.length);
      check(key, ByteRange.last(7), delta, delta.length - 7, delta.length);
      check(key, ByteRange.last(1_000_000), delta, 0, delta.length);
      check(key, ByteRange.of(10, 1_000_000), delta, 10, delta.length);
      assertThatExceptionOfType(StorageException.class)
          .isThrownBy(() -> store.get(GetRequest.of(at(key)).withRange(ByteRange.from(100_000))))
          .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.INVALID_RANGE))
          .withMessageContaining(key);
    }
  }

  private void check(String key, ByteRange range, byte[] content, int from, int to)
      throws IOException {
    try (ObjectContent part = store.glider.get(GetRequest.of(at(key)).withRange(range))) {
      assertThat(part.start()).isEqualTo(from);
      assertThat(part.length()).isEqualTo(to - from);
      assertThat(part.info().size()).isEqualTo(content.length);
      assertThat(part.body().readAllBytes()).isEqualTo(Arrays.copyOfRange(content, from, to));
    }
  }

  @ParameterizedTest
  @DisplayName("L-25: a stream that is not as long as declared, or breaks off, stores nothing")
  @ValueSource(longs = {Contents.SIZE - 1, Contents.SIZE + 1})
  void wrongLengthsAreRefused(long declared) {
    store.put("v1/app.zip", Contents.version(1, 0));
    PutRequest request = PutRequest.of(at("v1/app.zip")).withDeclaredSize(declared);

    assertThatExceptionOfType(ContentLengthException.class)
        .isThrownBy(() -> store.put(request, Contents.version(1, 1)))
        .withMessageContaining("v1/app.zip")
        .withMessageContaining(Long.toString(declared));
    assertThat(store.get("v1/app.zip")).isEqualTo(Contents.version(1, 0));
  }

  @Test
  @DisplayName("L-25: a stream that fails midway stores nothing")
  void brokenStreamsAreRefused() {
    InputStream broken =
        new SequenceInputStream(
            new ByteArrayInputStream(Contents.version(1, 1)),
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new IOException("the network is gone");
              }

              @Override
              public int read(byte[] buffer, int offset, int length) throws IOException {
                throw new IOException("the network is gone");
              }
            });

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> store.glider.put(PutRequest.of(at("v1/app.zip")), broken))
        .withMessage("the network is gone");
    assertThat(store.keys()).isEmpty();
  }

  @Test
  @DisplayName("content that begins with a self-description is stored wrapped")
  void contentThatLooksLikeOneOfOurDeltasRoundTrips() {
    store.put("v1/app.zip", Contents.version(1, 0));
    store.put("v2/app.zip", Contents.version(1, 1));
    byte[] deltaBody = store.getRaw("v2/app.zip");
    Consumer<String> check =
        key -> {
          PutOutcome outcome = store.put(key, deltaBody);
          assertThat(outcome.form()).as(key).isEqualTo(Form.DELTA);
          assertThat(outcome.reference()).isEmpty();
          assertThat(store.get(key)).isEqualTo(deltaBody);
          assertThat(store.glider.head(at(key)).size()).isEqualTo(deltaBody.length);
        };

    check.accept("copy.bin");
    check.accept("v2/app.zip.delta");
    check.accept("a/reference.bin");
    // Wrapped once more.
    byte[] wrapped = store.getRaw("copy.bin");
    store.put("again.bin", wrapped);
    assertThat(store.get("again.bin")).isEqualTo(wrapped);
  }
}
