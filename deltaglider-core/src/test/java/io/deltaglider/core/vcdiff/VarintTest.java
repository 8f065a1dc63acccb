package io.deltaglider.core.vcdiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VarintTest {
  // RFC 3284 §2 gives this example.
  @Test
  void writesTheMostSignificantDigitFirst() {
    byte[] target = new byte[5];
    assertThat(Varint.write(123456789, target, 1)).isEqualTo(5);
    assertThat(target).containsExactly(0, 0x80 | 58, 0x80 | 111, 0x80 | 26, 21);
  }

  @ParameterizedTest
  @ValueSource(
      longs = {
        0,
        1,
        127,
        128,
        16383,
        16384,
        2097151,
        2097152,
        Integer.MAX_VALUE,
        1L << 32,
        (1L << 56) - 1,
        1L << 56,
        Long.MAX_VALUE - 1,
        Long.MAX_VALUE
      })
  void readsBackWhatItWrites(long value) {
    byte[] target = new byte[Varint.MAX_SIZE];
    int end = Varint.write(value, target, 0);
    assertThat(end).isEqualTo(Varint.size(value));
    SectionReader reader = reader(target, end);
    assertThat(reader.readVarint()).isEqualTo(value);
    assertThat(reader.hasRemaining()).isFalse();
  }

  @Test
  void readsLeadingZeroDigits() {
    byte[] padded = {(byte) 0x80, (byte) 0x80, (byte) 0x80, 5};
    assertThat(reader(padded, padded.length).readVarint()).isEqualTo(5);
  }

  @Test
  void refusesMoreThan63Bits() {
    byte[] tooLarge = new byte[10];
    Varint.write(Long.MAX_VALUE, tooLarge, 0);
    tooLarge[8] |= (byte) 0x80;
    assertThatExceptionOfType(MalformedDeltaException.class)
        .isThrownBy(() -> reader(tooLarge, 10).readVarint())
        .withMessageContaining("63 bits");
  }

  @Test
  void refusesAnIntegerThatIsCutShort() {
    byte[] cut = {(byte) 0x81, (byte) 0x80};
    assertThatExceptionOfType(MalformedDeltaException.class)
        .isThrownBy(() -> reader(cut, 2).readVarint())
        .satisfies(e -> assertThat(e.offset()).isEqualTo(102))
        .withMessageContaining("ends too early");
  }

  private static SectionReader reader(byte[] bytes, int size) {
    SectionReader reader = new SectionReader("test");
    reader.reset(bytes, size, 100, true);
    return reader;
  }
}
