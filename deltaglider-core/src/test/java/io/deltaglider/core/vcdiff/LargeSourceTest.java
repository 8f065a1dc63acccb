package io.deltaglider.core.vcdiff;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltaglider.core.vcdiff.EncodeResult.Outcome;
import io.deltaglider.port.scratch.ByteSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Sources that are too large to hold, made up as they are read. */
class LargeSourceTest {
  private static final long GIB = 1L << 30;

  /** Zeros but for one stretch; counts how many bytes were read. */
  private static final class SparseSource implements ByteSource {
    private final long size;
    private final long contentPosition;
    private final byte[] content;
    private long bytesRead;

    SparseSource(long size, long contentPosition, byte[] content) {
      this.size = size;
      this.contentPosition = contentPosition;
      this.content = content;
    }

    @Override
    public long size() {
      return size;
    }

    @Override
    public int read(long position, byte[] buffer, int offset, int length) {
      Objects.checkFromToIndex(position, size, size);
      int count = (int) Math.min(length, size - position);
      Arrays.fill(buffer, offset, offset + count, (byte) 0);
      long from = Math.max(position, contentPosition);
      long to = Math.min(position + count, contentPosition + content.length);
      if (from < to) {
        System.arraycopy(
            content,
            (int) (from - contentPosition),
            buffer,
            offset + (int) (from - position),
            (int) (to - from));
      }
      bytesRead += count;
      return count;
    }
  }

  private static byte[] encode(ByteSource source, ByteSource target) throws IOException {
    ByteArrayOutputStream delta = new ByteArrayOutputStream();
    EncodeResult result =
        new VcdiffEncoder(EncoderOptions.DEFAULT)
            .encode(source, target, delta, EncodeLimits.UNLIMITED);
    assertThat(result.outcome()).isEqualTo(Outcome.COMPLETE);
    return delta.toByteArray();
  }

  @Test
  void copiesFromPositionsBeyond32Bits() throws IOException {
    byte[] content = Samples.random(1, 1 << 20);
    SparseSource source = new SparseSource(5 * GIB, 9 * GIB / 2 + 12_345, content);
    byte[] target = Samples.edited(content, 2, 10);
    byte[] delta = encode(source, ByteSource.of(target));
    assertThat(delta.length).isLessThan(30_000);
    byte[] decoded =
        new VcdiffDecoder(DecoderLimits.DEFAULT)
            .decode(new ByteArrayInputStream(delta), source)
            .readAllBytes();
    assertThat(decoded).isEqualTo(target);
  }

  @Test
  void readsASourceThatWasOnlyOverwrittenHereAndThereOnce() throws IOException {
    byte[] content = Samples.random(3, 20_000_000);
    SparseSource source = new SparseSource(content.length, 0, content);
    byte[] target = content.clone();
    for (int i = 1; i < 40; i++) {
      System.arraycopy(Samples.random(i, 1000), 0, target, i * 499_979, 1000);
    }
    byte[] delta = encode(source, ByteSource.of(target));
    assertThat(delta.length).isBetween(39_000, 41_000);
    assertThat(source.bytesRead).isEqualTo(content.length);
  }
}
