package io.deltaglider.core.vcdiff;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltaglider.port.scratch.ByteSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is held as an array is used as it is; the stream is that of the same bytes elsewhere. */
class ArraySourcesTest {
  private static final int MIB = 1 << 20;
  private static final byte[] SOURCE = Samples.concat(text(1), Samples.random(2, 2 * MIB), text(3));
  private static final byte[] TARGET = target();

  private static byte[] text(long seed) {
    return Samples.text(seed, 200_000);
  }

  /** Three windows, which copy from the source and from themselves, up to their ends. */
  private static byte[] target() {
    byte[] fresh = Samples.random(4, 100_000);
    byte[] part = Samples.edited(SOURCE, 5, 40);
    byte[] unit = Samples.concat(part, fresh, Samples.edited(fresh, 6, 5), Samples.text(7, 5000));
    int size = 2 * VcdiffEncoder.WINDOW_SIZE + MIB;
    byte[] target = Samples.periodic(unit, size);
    System.arraycopy(fresh, 0, target, size - 50_000, 50_000);
    return target;
  }

  private static byte[] encode(EncoderOptions options, ByteSource source, ByteSource target)
      throws IOException {
    ByteArrayOutputStream delta = new ByteArrayOutputStream();
    assertThat(
            new VcdiffEncoder(options)
                .encode(source, target, delta, EncodeLimits.UNLIMITED)
                .isComplete())
        .isTrue();
    return delta.toByteArray();
  }

  private static byte[] decode(byte[] delta, ByteSource source) throws IOException {
    return new VcdiffDecoder(DecoderLimits.DEFAULT)
        .decode(new ByteArrayInputStream(delta), source)
        .readAllBytes();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 6, 9})
  void aTargetThatIsAnArrayGivesTheSameStream(int effort) throws IOException {
    EncoderOptions options = EncoderOptions.DEFAULT.withEffort(effort);
    ByteSource source = ByteSource.of(SOURCE);
    byte[] delta = encode(options, source, ByteSource.of(TARGET));
    assertThat(delta.length).isLessThan(TARGET.length / 5);
    assertThat(decode(delta, source)).isEqualTo(TARGET);
    assertThat(encode(options, source, new NoArray(TARGET))).isEqualTo(delta);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 6})
  void aSourceThatIsAnArrayGivesTheSameStreamWhateverMayBeHeld(int effort) throws IOException {
    EncoderOptions options =
        EncoderOptions.DEFAULT.withEffort(effort).withMaxSourceBytes(SOURCE.length / 4);
    byte[] target = Samples.edited(SOURCE, 9, 60);
    byte[] delta = encode(options, ByteSource.of(SOURCE), ByteSource.of(target));
    assertThat(delta.length).isLessThan(target.length / 5);
    assertThat(encode(options, new NoArray(SOURCE), ByteSource.of(target))).isEqualTo(delta);
    assertThat(decode(delta, new NoArray(SOURCE))).isEqualTo(target);
  }

  @Test
  void aSourceThatIsAnArrayIsNotCopied() throws IOException {
    byte[] target = Samples.slice(SOURCE, 1000, SOURCE.length);
    EncoderOptions options = EncoderOptions.DEFAULT.withEffort(1);
    encode(options, ByteSource.of(SOURCE), ByteSource.of(target));
    long before = Allocations.ofThisThread();
    encode(options, ByteSource.of(SOURCE), ByteSource.of(target));
    assertThat(Allocations.ofThisThread() - before).isLessThan(SOURCE.length / 2);
  }

  @Test
  void aSourceThatIsAnArrayIsOneFlatPageWhateverTheBudget() throws IOException {
    SourcePages pages = new SourcePages(ByteSource.of(SOURCE), SourcePages.MIN_BUDGET);
    assertThat(pages.isFlat()).isTrue();
    assertThat(pages.page(SOURCE.length - 1)).isSameAs(SOURCE);
  }

  /** The same bytes, to be read alone. */
  private static final class NoArray implements ByteSource {
    private final byte[] bytes;

    NoArray(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public long size() {
      return bytes.length;
    }

    @Override
    public int read(long position, byte[] buffer, int offset, int length) throws IOException {
      return ByteSource.of(bytes).read(position, buffer, offset, length);
    }
  }
}
