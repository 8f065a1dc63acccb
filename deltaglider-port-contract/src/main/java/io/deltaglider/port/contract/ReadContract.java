package io.deltaglider.port.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.deltaglider.port.storage.ByteRange;
import io.deltaglider.port.storage.Capability;
import io.deltaglider.port.storage.CopyRequest;
import io.deltaglider.port.storage.ObjectHead;
import io.deltaglider.port.storage.ObjectReader;
import io.deltaglider.port.storage.ReadOptions;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Objects are read whole and by range. */
abstract class ReadContract extends StorageFixture {
  private static final String TEN = "0123456789";

  ReadContract(StoragePortContract contract) {
    super(contract);
  }

  @ParameterizedTest
  @DisplayName("P-25 what is not there is reported by its own key")
  @ValueSource(strings = {"missing", "a", "a/", "a/b/", "a/b/c", "A/B", "a/b.delta"})
  void readingWhatIsNotThereFails(String key) {
    put("a/b", "there");

    assertFails(Kind.NO_SUCH_KEY, address(key), () -> storage.head(address(key)));
    assertFails(Kind.NO_SUCH_KEY, address(key), () -> storage.open(address(key)));
    assertFails(
        Kind.NO_SUCH_KEY,
        address(key),
        () -> storage.open(address(key), ReadOptions.WHOLE.withRange(ByteRange.from(0))));
    assertFails(
        Kind.NO_SUCH_KEY,
        address(key),
        () -> storage.open(address(key), ReadOptions.WHOLE.withIfMatch("etag")));
  }

  static Stream<Arguments> satisfiableRanges() {
    return Stream.of(
        Arguments.of(ByteRange.of(0, 0), "0"),
        Arguments.of(ByteRange.of(0, 9), TEN),
        Arguments.of(ByteRange.of(5, 5), "5"),
        Arguments.of(ByteRange.of(3, 6), "3456"),
        Arguments.of(ByteRange.of(9, 9), "9"),
        Arguments.of(ByteRange.of(7, 10), "789"),
        Arguments.of(ByteRange.of(7, Long.MAX_VALUE), "789"),
        Arguments.of(ByteRange.from(0), TEN),
        Arguments.of(ByteRange.from(4), "456789"),
        Arguments.of(ByteRange.from(9), "9"),
        Arguments.of(ByteRange.last(1), "9"),
        Arguments.of(ByteRange.last(4), "6789"),
        Arguments.of(ByteRange.last(10), TEN),
        Arguments.of(ByteRange.last(11), TEN),
        Arguments.of(ByteRange.last(Long.MAX_VALUE), TEN));
  }

  @ParameterizedTest
  @MethodSource("satisfiableRanges")
  @DisplayName("P-27 a range yields its bytes and the whole object's head")
  void aRangeYieldsItsBytesAndTheWholeHead(ByteRange range, String expected) throws IOException {
    put("a", TEN, metadata("k", "v"));

    try (ObjectReader reader = storage.open(address("a"), ReadOptions.WHOLE.withRange(range))) {
      assertThat(reader.body().readAllBytes()).isEqualTo(expected.getBytes(UTF_8));
      assertThat(reader.body().read()).isEqualTo(-1);
      assertThat(reader.head()).isEqualTo(storage.head(address("a")));
      assertThat(reader.head().size()).isEqualTo(10);
    }
  }

  static Stream<ByteRange> unsatisfiableRanges() {
    return Stream.of(
        ByteRange.from(10),
        ByteRange.from(11),
        ByteRange.from(Long.MAX_VALUE),
        ByteRange.of(10, 10),
        ByteRange.of(10, 100),
        ByteRange.last(0));
  }

  @ParameterizedTest
  @MethodSource("unsatisfiableRanges")
  @DisplayName("P-27 a range behind the end is an error")
  void aRangeWithoutAnyByteFails(ByteRange range) {
    put("a", TEN);

    assertFails(
        Kind.INVALID_RANGE,
        address("a"),
        () -> storage.open(address("a"), ReadOptions.WHOLE.withRange(range)));
  }

  static Stream<ByteRange> rangesOfNothing() {
    return Stream.of(ByteRange.from(0), ByteRange.of(0, 0), ByteRange.of(0, 9), ByteRange.last(5));
  }

  @ParameterizedTest
  @MethodSource("rangesOfNothing")
  @DisplayName("P-27 an empty object has no range")
  void noRangeOfAnEmptyObjectExists(ByteRange range) {
    putBytes("empty", new byte[0]);

    assertFails(
        Kind.INVALID_RANGE,
        address("empty"),
        () -> storage.open(address("empty"), ReadOptions.WHOLE.withRange(range)));
    assertThat(readBytes("empty")).isEmpty();
  }

  @Test
  void rangesOfALargeObjectAreExact() {
    int size = contract.largeObjectBytes();
    byte[] bytes = bytes(7, size);
    putBytes("large", bytes);

    for (int edge : new int[] {4096, 65_536, 262_144, 1_048_576, size / 2, size - 2}) {
      ReadOptions options = ReadOptions.WHOLE.withRange(ByteRange.of(edge - 1, edge + 1));
      assertThat(read("large", options))
          .as("around %s", edge)
          .isEqualTo(Arrays.copyOfRange(bytes, edge - 1, Math.min(size, edge + 2)));
    }
    assertThat(read("large", ReadOptions.WHOLE.withRange(ByteRange.from(1000))))
        .isEqualTo(Arrays.copyOfRange(bytes, 1000, size));
  }

  @Test
  void readsWithTheEtagThatTheObjectHasSucceed() {
    String etag = put("a", TEN).etag();

    ReadOptions options = ReadOptions.WHOLE.withIfMatch(etag);
    assertThat(read("a", options)).isEqualTo(TEN.getBytes(UTF_8));
    assertThat(read("a", options.withRange(ByteRange.of(2, 3)))).isEqualTo("23".getBytes(UTF_8));
  }

  @Test
  void readsWithAnotherEtagFail() {
    String old = put("a", "old").etag();
    put("a", "new");

    assertFails(
        Kind.PRECONDITION_FAILED,
        address("a"),
        () -> storage.open(address("a"), ReadOptions.WHOLE.withIfMatch(old)));
    assertFails(
        Kind.PRECONDITION_FAILED,
        address("a"),
        () ->
            storage.open(
                address("a"), ReadOptions.WHOLE.withIfMatch(old).withRange(ByteRange.of(0, 1))));
  }

  /** Something that happens to an object while it is being read. */
  enum Disturbance {
    OVERWRITE,
    DELETE,
    DELETE_AND_PUT,
    COPY_OVER
  }

  @ParameterizedTest
  @MethodSource("disturbances")
  @DisplayName("L-06 a reader yields the old bytes to the end, or fails; never a mixture")
  void anOpenReaderIsNotDisturbed(Disturbance disturbance) throws IOException {
    int size = contract.largeObjectBytes();
    byte[] old = bytes(8, size);
    putBytes("a", old);
    putBytes("b", bytes(9, size));

    try (ObjectReader reader = storage.open(address("a"))) {
      byte[] start = reader.body().readNBytes(10_000);
      disturb(disturbance, size);
      assertOldOrFailure(old, start, reader.body());
    }
  }

  @ParameterizedTest
  @MethodSource("disturbances")
  @DisplayName("L-06 a reader that has read nothing yet yields the old bytes, or fails")
  void anUnreadReaderIsNotDisturbed(Disturbance disturbance) throws IOException {
    byte[] old = bytes(10, 100_000);
    putBytes("a", old);
    putBytes("b", bytes(11, 100_000));

    try (ObjectReader reader = storage.open(address("a"))) {
      disturb(disturbance, 100_000);
      assertOldOrFailure(old, new byte[0], reader.body());
    }
  }

  static Stream<Disturbance> disturbances() {
    return Stream.of(Disturbance.values());
  }

  private void disturb(Disturbance disturbance, int size) {
    switch (disturbance) {
      case OVERWRITE -> putBytes("a", bytes(12, size));
      case DELETE -> delete("a");
      case DELETE_AND_PUT -> {
        delete("a");
        putBytes("a", bytes(13, size));
      }
      case COPY_OVER -> storage.copy(CopyRequest.of(address("b"), address("a")));
    }
  }

  private static void assertOldOrFailure(byte[] old, byte[] start, InputStream rest) {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    read.writeBytes(start);
    try {
      rest.transferTo(read);
      assertThat(read.toByteArray()).isEqualTo(old);
    } catch (IOException e) {
      assertThat(e).hasCauseInstanceOf(StorageException.class);
      assertThat(read.toByteArray()).isEqualTo(Arrays.copyOf(old, read.size()));
    }
  }

  @Test
  void closingEarlyLeavesObjectAndStoreUsable() throws IOException {
    byte[] bytes = bytes(14, contract.largeObjectBytes());
    putBytes("a", bytes);

    for (int i = 0; i < 50; i++) {
      ObjectReader reader = storage.open(address("a"));
      assertThat(reader.body().read()).isEqualTo(bytes[0] & 0xff);
      reader.close();
    }

    assertThat(readBytes("a")).isEqualTo(bytes);
    delete("a");
    assertThat(exists("a")).isFalse();
  }

  @Test
  void severalReadersOfOneObjectAreIndependent() throws IOException {
    byte[] bytes = bytes(15, 300_000);
    putBytes("a", bytes);
    List<ObjectReader> readers = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      readers.add(storage.open(address("a")));
    }

    for (ObjectReader reader : readers) {
      assertThat(reader.body().readNBytes(100)).isEqualTo(Arrays.copyOf(bytes, 100));
    }
    for (ObjectReader reader : readers) {
      assertThat(reader.body().readAllBytes())
          .isEqualTo(Arrays.copyOfRange(bytes, 100, bytes.length));
      reader.close();
    }
  }

  @Test
  void bodiesAreProperStreams() throws IOException {
    put("a", "\u00ff" + TEN);

    try (ObjectReader reader = storage.open(address("a"))) {
      InputStream body = reader.body();
      byte[] buffer = new byte[4];
      assertThat(body.read(buffer, 0, 0)).isZero();
      assertThat(body.read()).isEqualTo(0xc3);
      assertThat(body.read()).isEqualTo(0xbf);
      body.skipNBytes(3);
      assertThat(body.readNBytes(buffer, 1, 2)).isEqualTo(2);
      assertThat(buffer).containsExactly(0, '3', '4', 0);
      assertThat(body.readAllBytes()).isEqualTo("56789".getBytes(UTF_8));
      assertThat(body.read()).isEqualTo(-1);
      assertThat(body.read(buffer, 0, 4)).isEqualTo(-1);
    }
  }

  @Test
  @DisplayName("L-09 reading changes nothing")
  void readingChangesNothing() {
    put("a", TEN, metadata("k", "v"));
    ObjectHead before = storage.head(address("a"));

    readBytes("a");
    read("a", ReadOptions.WHOLE.withRange(ByteRange.of(1, 2)));
    keys();

    assertThat(storage.head(address("a"))).isEqualTo(before);
    assertThat(keys()).containsExactly("a");
  }

  @Test
  void aVersionCannotBeAskedForWhereThereAreNone() {
    assumeLacks(Capability.VERSIONS);
    put("a", TEN);

    assertFails(
        Kind.NOT_SUPPORTED,
        address("a"),
        () -> storage.open(address("a"), ReadOptions.WHOLE.withVersionId("1")));
    assertFails(
        Kind.NOT_SUPPORTED,
        address("a"),
        () -> storage.head(address("a"), ReadOptions.WHOLE.withVersionId("1")));
  }

  @Test
  void aHeadCanWantAnEtag() {
    String etag = put("a", TEN).etag();
    String other = put("b", "other").etag();

    assertThat(storage.head(address("a"), ReadOptions.WHOLE.withIfMatch(etag)))
        .isEqualTo(storage.head(address("a")));
    assertFails(
        Kind.PRECONDITION_FAILED,
        address("a"),
        () -> storage.head(address("a"), ReadOptions.WHOLE.withIfMatch(other)));
  }

  @Test
  void aHeadHasNoRange() {
    put("a", TEN);

    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> storage.head(address("a"), ReadOptions.WHOLE.withRange(ByteRange.of(1, 2))));
  }
}
