package io.deltaglider.core.vcdiff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.zip.Adler32;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** {@link Adler32} is the oracle. */
class WindowChecksumTest {
  private static void agrees(byte[] bytes, int from, int to) {
    Adler32 expected = new Adler32();
    expected.update(bytes, from, to - from);
    assertThat(WindowChecksum.of(bytes, from, to))
        .as("from %d to %d", from, to)
        .isEqualTo((int) expected.getValue());
  }

  @Test
  void isTheAdler32OfSmallRangesWhereverTheyBegin() {
    byte[] bytes = Samples.random(1, 620);
    for (int from : new int[] {0, 1, 3, 7, 13}) {
      for (int size = 0; size <= 600; size++) {
        agrees(bytes, from, from + size);
      }
    }
  }

  @Test
  void doesNotOverflowOnTheLargestBytes() {
    byte[] bytes = new byte[1 << 20];
    Arrays.fill(bytes, (byte) 0xff);
    agrees(bytes, 0, bytes.length);
    agrees(bytes, 1, bytes.length - 1);
  }

  @Property(tries = 200)
  void isTheAdler32OfAnyRange(
      @ForAll long seed,
      @ForAll @IntRange(max = 100) int from,
      @ForAll @IntRange(max = 200_000) int size) {
    agrees(Samples.random(seed, from + size + 1), from, from + size);
  }
}
