package io.deltaglider.core.vcdiff;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltaglider.core.vcdiff.EncodeResult.Outcome;
import io.deltaglider.port.scratch.ByteSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TargetSampleTest {
  private static final int SIZE = 6 << 20;

  private final byte[] source = randomBytes(SIZE, 1);
  private final AtomicLong bytesRead = new AtomicLong();

  private static byte[] randomBytes(int size, long seed) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private Outcome encode(byte[] target, double maxRatio) throws IOException {
    ByteSource counted =
        new ByteSource() {
          @Override
          public long size() {
            return target.length;
          }

          @Override
          public int read(long position, byte[] buffer, int offset, int length) throws IOException {
            bytesRead.addAndGet(length);
            return ByteSource.of(target).read(position, buffer, offset, length);
          }
        };
    EncodeLimits limits = EncodeLimits.maxDeltaBytes((long) (maxRatio * target.length));
    return new VcdiffEncoder(EncoderOptions.DEFAULT)
        .encode(ByteSource.of(source), counted, new ByteArrayOutputStream(), limits)
        .outcome();
  }

  @Test
  void unrelatedRandomBytesAreGivenUpUnread() throws IOException {
    assertThat(encode(randomBytes(SIZE, 2), 0.75)).isEqualTo(Outcome.DELTA_TOO_LARGE);
    assertThat(bytesRead).hasValueLessThan(SIZE / 20);
  }

  @Test
  void aTenthFromElsewhereInTheSourceIsNotMissed() throws IOException {
    byte[] target = randomBytes(SIZE, 3);
    System.arraycopy(source, 3_000_001, target, 2_000_000, SIZE / 8);

    assertThat(encode(target, 0.9)).isEqualTo(Outcome.COMPLETE);
  }

  @Test
  void unrelatedBytesThatCompressAreEncoded() throws IOException {
    byte[] target = randomBytes(SIZE, 4);
    for (int i = 0; i < target.length; i++) {
      target[i] &= 0x0f;
    }
    assertThat(encode(target, 0.75)).isEqualTo(Outcome.COMPLETE);
  }

  @Test
  void nothingIsGivenUpUntriedWhereALargeDeltaIsWelcome() throws IOException {
    assertThat(encode(randomBytes(SIZE, 5), 0.95)).isEqualTo(Outcome.DELTA_TOO_LARGE);
    assertThat(bytesRead).hasValueGreaterThan(SIZE / 2);
  }
}
