package io.deltaglider.port.scratch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class ByteSourceTest {
  private final ByteSource source = ByteSource.of(new byte[] {1, 2, 3, 4, 5});

  @Test
  void readsAsManyBytesAsFollow() throws IOException {
    byte[] buffer = new byte[4];
    assertThat(source.read(3, buffer, 1, 3)).isEqualTo(2);
    assertThat(buffer).containsExactly(0, 4, 5, 0);
  }

  @Test
  void readsNothingAtTheEnd() throws IOException {
    assertThat(source.read(5, new byte[1], 0, 1)).isZero();
  }

  @Test
  void refusesPositionsBeyondTheEnd() {
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> source.read(6, new byte[1], 0, 1));
  }

  @Test
  void fullReadFailsWhenBytesAreMissing() {
    assertThatExceptionOfType(EOFException.class)
        .isThrownBy(() -> source.readFully(3, new byte[3], 0, 3))
        .withMessageContaining("3 bytes at 3");
  }

  @Test
  void streamsARange() throws IOException {
    try (InputStream stream = source.stream(1, 4)) {
      assertThat(stream.skip(1)).isEqualTo(1);
      assertThat(stream.available()).isEqualTo(2);
      assertThat(stream.read()).isEqualTo(3);
      assertThat(stream.readAllBytes()).containsExactly(4);
      assertThat(stream.read()).isEqualTo(-1);
    }
  }

  @Test
  void refusesARangeOutsideTheSource() {
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> source.stream(2, 6));
  }

  @Test
  void isTheArrayThatItWasMadeOf() {
    byte[] bytes = {1, 2, 3};
    assertThat(ByteSource.of(bytes).array().orElseThrow()).isSameAs(bytes);
  }

  @Test
  void isNoArrayUnlessItSaysSo() {
    ByteSource zeros =
        new ByteSource() {
          @Override
          public long size() {
            return 10;
          }

          @Override
          public int read(long position, byte[] buffer, int offset, int length) {
            return (int) Math.min(length, size() - position);
          }
        };
    assertThat(zeros.array()).isEmpty();
  }
}
