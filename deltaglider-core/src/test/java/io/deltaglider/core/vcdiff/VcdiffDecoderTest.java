package io.deltaglider.core.vcdiff;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.deltaglider.core.vcdiff.DeltaBuilder.Window;
import io.deltaglider.port.scratch.ByteSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VcdiffDecoderTest {
  private static final VcdiffDecoder DECODER = new VcdiffDecoder(DecoderLimits.DEFAULT);
  private static final ByteSource NO_SOURCE = ByteSource.of(new byte[0]);

  // RFC 3284 §3 gives this example.
  private static final ByteSource RFC_SOURCE = ByteSource.of("abcdefghijklmnop".getBytes(US_ASCII));
  private static final String RFC_TARGET = "abcdwxyzefghefghefghefghzzzz";

  private static Window rfcWindow() {
    return new Window(28)
        .segment(16, 0)
        .data(new DeltaBuilder().bytes("wxyzz".getBytes(US_ASCII)))
        .instructions(
            new DeltaBuilder()
                .bytes(CodeTable.copy(4, 0), CodeTable.add(4), CodeTable.copy(4, 0))
                .bytes(CodeTable.copy(12, 0), CodeTable.run(), 4))
        .addresses(new DeltaBuilder().bytes(0, 4, 24));
  }

  @Test
  void executesTheExampleOfTheSpecification() throws IOException {
    byte[] delta = DeltaBuilder.plain().window(rfcWindow()).toByteArray();
    assertThat(decode(delta, RFC_SOURCE)).asString(US_ASCII).isEqualTo(RFC_TARGET);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19})
  void executesEveryInstructionAsSpecified(int seed) throws IOException {
    Random random = new Random(seed);
    DeltaBuilder delta = DeltaBuilder.plain();
    ByteArrayOutputStream target = new ByteArrayOutputStream();
    byte[] source = Samples.random(seed, 4_000);
    for (int i = 0; i < 5; i++) {
      int from = random.nextInt(source.length);
      int to = random.nextInt(3) == 0 ? from : from + random.nextInt(source.length - from);
      RandomProgram program = new RandomProgram(random, Arrays.copyOfRange(source, from, to));
      delta.window(program.window(from));
      target.writeBytes(program.target());
    }
    assertThat(decode(delta.toByteArray(), ByteSource.of(source))).isEqualTo(target.toByteArray());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 8, 63, 64, 65, 999, 1_000})
  void copiesFromTheTargetMayOverlapWhatTheyMake(int period) throws IOException {
    byte[] start = Samples.random(period, period);
    int length = 10_000 - period;
    Window window =
        new Window(10_000)
            .data(new DeltaBuilder().bytes(start))
            .instructions(
                new DeltaBuilder()
                    .bytes(CodeTable.add(0))
                    .varint(period)
                    .bytes(CodeTable.copy(length, 1))
                    .varint(length))
            .addresses(new DeltaBuilder().varint(period));
    byte[] delta = DeltaBuilder.plain().window(window).toByteArray();
    assertThat(decode(delta, NO_SOURCE)).isEqualTo(Samples.periodic(start, 10_000));
  }

  @Test
  void copiesMayRunFromTheSegmentIntoTheTarget() throws IOException {
    Window window =
        new Window(9)
            .segment(4, 2)
            .instructions(new DeltaBuilder().bytes(CodeTable.copy(9, 0)))
            .addresses(new DeltaBuilder().varint(1));
    byte[] delta = DeltaBuilder.plain().window(window).toByteArray();
    assertThat(decode(delta, RFC_SOURCE)).asString(US_ASCII).isEqualTo("defdefdef");
  }

  @Test
  void copiesFromPositionsBeyond32Bits() throws IOException {
    long position = 5L << 32;
    Window window =
        new Window(40)
            .segment((1L << 31) + 1_000, position)
            .instructions(new DeltaBuilder().bytes(CodeTable.copy(40, 0)).varint(40))
            .addresses(new DeltaBuilder().varint((1L << 31) + 5));
    byte[] delta = DeltaBuilder.plain().window(window).toByteArray();
    byte[] expected = new byte[40];
    PatternSource source = new PatternSource(6L << 32);
    source.read(position + (1L << 31) + 5, expected, 0, 40);
    assertThat(decode(delta, source)).isEqualTo(expected);
  }

  // What xdelta3 emits for an empty target, with its checksum.
  @Test
  void anEmptyTargetIsOneEmptyWindowOrNone() throws IOException {
    byte[] window = DeltaBuilder.plain().bytes(4, 9, 0, 0, 0, 0, 0, 0, 0, 0, 1).toByteArray();
    assertThat(decode(window, NO_SOURCE)).isEmpty();
    assertThat(decode(DeltaBuilder.plain().toByteArray(), NO_SOURCE)).isEmpty();
    assertThat(DECODER.decode(stream(window), NO_SOURCE, 0, 0).readAllBytes()).isEmpty();
  }

  @Test
  void windowsFollowOneAnother() throws IOException {
    byte[] delta =
        DeltaBuilder.plain()
            .window(rfcWindow())
            .window(new Window(0))
            .window(rfcWindow())
            .toByteArray();
    String target = RFC_TARGET + RFC_TARGET;
    assertThat(decode(delta, RFC_SOURCE)).asString(US_ASCII).isEqualTo(target);
    for (int from = 0; from <= target.length(); from++) {
      for (int to = from; to <= target.length(); to++) {
        assertThat(DECODER.decode(stream(delta), RFC_SOURCE, from, to).readAllBytes())
            .asString(US_ASCII)
            .isEqualTo(target.substring(from, to));
      }
    }
  }

  @Test
  void aRangeExecutesOnlyTheWindowsItNeeds() throws IOException {
    Window bad = rfcWindow().checksumOf(new byte[] {1});
    byte[] delta = DeltaBuilder.plain().window(bad).window(rfcWindow()).bytes(0xff).toByteArray();
    try (InputStream range = DECODER.decode(stream(delta), RFC_SOURCE, 28, 56)) {
      assertThat(range.readAllBytes()).asString(US_ASCII).isEqualTo(RFC_TARGET);
    }
    assertThatExceptionOfType(MalformedDeltaException.class)
        .isThrownBy(() -> DECODER.decode(stream(delta), RFC_SOURCE, 27, 28).read());
  }

  @Test
  void anEmptyRangeReadsNothing() throws IOException {
    InputStream broken = new FaultyStream(new byte[1], 0);
    assertThat(DECODER.decode(broken, NO_SOURCE, 7, 7).read()).isEqualTo(-1);
  }

  @Test
  void refusesARangeThatIsNone() {
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> DECODER.decode(stream(new byte[0]), NO_SOURCE, 2, 1));
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> DECODER.decode(stream(new byte[0]), NO_SOURCE, -1, 1));
  }

  @Test
  void readsSingleBytes() throws IOException {
    byte[] delta = DeltaBuilder.plain().window(rfcWindow()).toByteArray();
    try (InputStream target = DECODER.decode(stream(delta), RFC_SOURCE)) {
      assertThat(target.available()).isZero();
      assertThat(target.read()).isEqualTo('a');
      assertThat(target.available()).isEqualTo(27);
      assertThat(target.read(new byte[0])).isZero();
      assertThat(target.readNBytes(26)).hasSize(26);
      assertThat(target.read()).isEqualTo('z');
      assertThat(target.read()).isEqualTo(-1);
      assertThat(target.read(new byte[1])).isEqualTo(-1);
    }
  }

  @Test
  void closesTheDeltaAndYieldsNothingMore() throws IOException {
    byte[] delta = DeltaBuilder.plain().window(rfcWindow()).toByteArray();
    FaultyStream faulty = new FaultyStream(delta, delta.length);
    InputStream target = DECODER.decode(faulty, RFC_SOURCE);
    assertThat(target.read()).isEqualTo('a');
    target.close();
    assertThat(faulty.closed).isTrue();
    assertThatIOException().isThrownBy(target::read).withMessageContaining("closed");
  }

  @Test
  void aStreamThatFailedYieldsNothingMore() throws IOException {
    byte[] delta =
        DeltaBuilder.plain()
            .window(rfcWindow().checksumOf(new byte[] {1}))
            .window(rfcWindow())
            .toByteArray();
    try (InputStream target = DECODER.decode(stream(delta), RFC_SOURCE)) {
      assertThatExceptionOfType(MalformedDeltaException.class).isThrownBy(target::read);
      assertThatIOException().isThrownBy(target::read).withMessageContaining("earlier read");
    }
  }

  @Test
  void aFailureOfTheDeltasStreamStaysWhatItIs() throws IOException {
    for (String name : new String[] {"few-words.lzma-9", "few-words.djw-9", "few-words.fgk-9"}) {
      byte[] delta = compressed(name).delta();
      for (int failAt = 0; failAt < delta.length; failAt++) {
        FaultyStream faulty = new FaultyStream(delta, failAt);
        try (InputStream target = DECODER.decode(faulty, NO_SOURCE)) {
          assertThatIOException().isThrownBy(target::readAllBytes).isSameAs(faulty.failure);
        }
      }
    }
  }

  @Test
  void aFailureOfTheSourceStaysWhatItIs() throws IOException {
    byte[] delta = DeltaBuilder.plain().window(rfcWindow()).toByteArray();
    IOException failure = new IOException("medium failed");
    ByteSource failing =
        new ByteSource() {
          @Override
          public long size() {
            return 16;
          }

          @Override
          public int read(long position, byte[] buffer, int offset, int length) throws IOException {
            throw failure;
          }
        };
    try (InputStream target = DECODER.decode(stream(delta), failing)) {
      assertThatIOException().isThrownBy(target::readAllBytes).isSameAs(failure);
    }
  }

  private static Xdelta3Vectors.Vector compressed(String name) {
    return Xdelta3Vectors.withCompressedSections().stream()
        .filter(vector -> vector.name().startsWith(name))
        .findAny()
        .orElseThrow();
  }

  private static byte[] decode(byte[] delta, ByteSource source) throws IOException {
    try (InputStream target = DECODER.decode(stream(delta), source)) {
      return target.readAllBytes();
    }
  }

  private static InputStream stream(byte[] bytes) {
    return new ByteArrayInputStream(bytes);
  }

  /** A source of any size whose bytes follow from their positions. */
  private record PatternSource(long size) implements ByteSource {
    @Override
    public int read(long position, byte[] buffer, int offset, int length) {
      int count = (int) Math.min(length, size - position);
      for (int i = 0; i < count; i++) {
        buffer[offset + i] = (byte) (((position + i) * 0x9e3779b97f4a7c15L) >>> 56);
      }
      return count;
    }
  }

  /** Gives out some bytes one call at a time and then fails. */
  private static final class FaultyStream extends InputStream {
    final IOException failure = new IOException("line broken");
    private final byte[] bytes;
    private final int failAt;
    private int position;
    boolean closed;

    FaultyStream(byte[] bytes, int failAt) {
      this.bytes = bytes;
      this.failAt = failAt;
    }

    @Override
    public int read() throws IOException {
      if (position == failAt) {
        if (failAt == bytes.length) {
          return -1;
        }
        throw failure;
      }
      return bytes[position++] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int value = read();
      if (value < 0) {
        return -1;
      }
      buffer[offset] = (byte) value;
      return 1;
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
