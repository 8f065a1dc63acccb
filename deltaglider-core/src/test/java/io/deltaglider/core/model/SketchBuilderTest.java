package io.deltaglider.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SketchBuilderTest {
  private static final int MEBIBYTE = 1 << 20;

  // Names of stored pointers depend on every bit of these.
  @Test
  void neverChangesItsGearTable() {
    long[] gear = GearTable.create();
    assertThat(gear).hasSize(256).doesNotHaveDuplicates();
    assertThat(Long.toHexString(gear[0])).isEqualTo("be1d3add37dee30");
    assertThat(Long.toHexString(gear[255])).isEqualTo("5c13be773942f288");
    assertThat(Integer.toHexString(Arrays.hashCode(gear))).isEqualTo("9550de88");
  }

  @Test
  void neverChangesTheSketchOfAContent() {
    assertThat(sketch(random(1, MEBIBYTE)).encode())
        .isEqualTo("45170f1ba7d94753cf6465a6989465d76d756f62cd3eaba71f5383e75f4f7c7a");
    assertThat(sketch(random(2, 4_000)).encode())
        .isEqualTo("a10fb1256b5f000075e80000000000000000d6e05d983a5b0000ead780830000");
    assertThat(sketch(text()).encode())
        .isEqualTo("52ab7dabc023b465a1a260fa82ca5971b16d0b70a62c06c12998c15f7e04d960");
  }

  @Property(tries = 100)
  void doesNotDependOnHowTheContentIsCut(
      @ForAll long seed, @ForAll @Size(max = 20) List<@IntRange(max = 20_000) Integer> lengths) {
    byte[] content = random(seed, 100_000);
    SketchBuilder builder = new SketchBuilder();
    int done = 0;
    for (int length : lengths) {
      int next = Math.min(length, content.length - done);
      builder.update(content, done, next);
      done += next;
    }
    builder.update(content, done, content.length - done);
    assertThat(builder.build()).isEqualTo(sketch(content));
  }

  @Test
  void findsAContentSimilarToItself() {
    Sketch sketch = sketch(random(3, MEBIBYTE));
    assertThat(sketch.similarity(sketch)).isEqualTo(Sketch.BINS);
  }

  @Test
  void findsUnrelatedContentsDissimilar() {
    for (int seed = 10; seed < 40; seed++) {
      assertThat(sketch(random(seed, MEBIBYTE)).similarity(sketch(random(seed + 100, MEBIBYTE))))
          .isZero();
    }
  }

  @Test
  void findsSimilarityThroughInsertedBytes() {
    byte[] content = random(4, MEBIBYTE);
    byte[] moved = new byte[MEBIBYTE + 33];
    System.arraycopy(content, 0, moved, 33, MEBIBYTE);
    assertThat(sketch(content).similarity(sketch(moved))).isGreaterThanOrEqualTo(15);
  }

  @ParameterizedTest
  @CsvSource({"0, 16", "1, 9.6", "2, 5.333", "3, 2.286", "4, 0"})
  void estimatesTheShareOfEqualWindows(int changedQuarters, double expected) {
    int size = 256 * 1024;
    double mean = 0;
    for (int seed = 0; seed < 64; seed++) {
      byte[] content = random(seed, size);
      byte[] other = random(1_000 + seed, changedQuarters * size / 4);
      byte[] changed = content.clone();
      System.arraycopy(other, 0, changed, 0, other.length);
      mean += sketch(content).similarity(sketch(changed)) / 64.0;
    }
    // Four standard errors: 4 * sqrt(16 / 4) / sqrt(64).
    assertThat(mean).isCloseTo(expected, within(1.0));
  }

  @Test
  void marksTheBinsOfTinyContentsEmpty() {
    Sketch empty = new SketchBuilder().build();
    assertThat(empty.encode()).isEqualTo("0".repeat(64));
    assertThat(sketch(new byte[10])).isEqualTo(empty);
    assertThat(empty.similarity(empty)).isZero();
  }

  @Test
  void fillsEveryBinFromTheSizeOnThatDeltasBeginAt() {
    for (int seed = 0; seed < 50; seed++) {
      Sketch sketch = sketch(random(seed, 64 * 1024));
      assertThat(sketch.similarity(sketch)).isEqualTo(Sketch.BINS);
    }
  }

  @Test
  void looksAtItsRangeAlone() {
    byte[] content = random(6, 200_000);
    SketchBuilder part = new SketchBuilder();
    part.update(content, 50_000, 100_000);
    assertThat(part.build())
        .isEqualTo(sketch(Arrays.copyOfRange(content, 50_000, 150_000)))
        .isNotEqualTo(sketch(content));
  }

  @Test
  void refusesARangeOutsideTheArray() {
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> new SketchBuilder().update(new byte[10], 5, 6));
  }

  private static Sketch sketch(byte[] content) {
    SketchBuilder builder = new SketchBuilder();
    builder.update(content, 0, content.length);
    return builder.build();
  }

  private static byte[] random(long seed, int size) {
    byte[] content = new byte[size];
    new SplittableRandom(seed).nextBytes(content);
    return content;
  }

  private static byte[] text() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      text.append("line ").append(i).append('\n');
    }
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }
}
