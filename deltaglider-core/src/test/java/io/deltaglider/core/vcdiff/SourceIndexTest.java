package io.deltaglider.core.vcdiff;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltaglider.port.scratch.ByteSource;
import java.io.IOException;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceIndexTest {
  private static final int LARGE_BUDGET = 1 << 24;

  private static SourceIndex build(byte[] source, int maxBytes, int minStride) throws IOException {
    return SourceIndex.build(ByteSource.of(source), maxBytes, minStride, () -> false).orElseThrow();
  }

  private static boolean finds(SourceIndex index, byte[] source, int position) {
    long hash = SourceIndex.hash(source, position);
    return index.first(hash) == position || index.second(hash) == position;
  }

  private static int found(SourceIndex index, byte[] source, int stride) {
    int found = 0;
    for (int position = 0; position <= source.length - SourceIndex.SPAN; position += stride) {
      if (finds(index, source, position)) {
        found++;
      }
    }
    return found;
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 31, 32, 100, 300_000, 1_000_000})
  void findsMostPositionsThatAreMultiplesOfTheStride(int size) throws IOException {
    byte[] source = Samples.random(1, size);
    int positions = (size - SourceIndex.SPAN) / 16 + 1;
    int found = found(build(source, LARGE_BUDGET, 16), source, 16);
    assertThat(found).isBetween(positions * 85 / 100, positions);
  }

  @Test
  void findsPositionsNearTheEndOfEachChunkRead() throws IOException {
    byte[] source = Samples.random(2, 600_000);
    SourceIndex index = build(source, LARGE_BUDGET, 4);
    int found = 0;
    for (int position = (1 << 18) - 400; position < (1 << 18) + 400; position += 4) {
      if (finds(index, source, position)) {
        found++;
      }
    }
    assertThat(found).isGreaterThan(170);
  }

  @Test
  void widensTheStrideWhenTheBudgetIsSmall() throws IOException {
    byte[] source = Samples.random(3, 1 << 20);
    SourceIndex index = build(source, 1 << 12, 16);
    // 1,024 slots, of which three quarters are used: strides from 1,366 on.
    assertThat(found(index, source, 1)).isBetween(500, 768);
  }

  @Test
  void keepsTheStrideCoprimeWithTheStepsOfTheSearch() throws IOException {
    // A stride of 15 would be met by steps of 15 only at every fifteenth position.
    byte[] source = Samples.random(4, 1 << 16);
    SourceIndex index = build(source, LARGE_BUDGET, 15);
    int found = 0;
    for (int position = 1; position <= source.length - SourceIndex.SPAN; position += 15) {
      if (finds(index, source, position)) {
        found++;
      }
    }
    assertThat(found).isGreaterThan(source.length / 15 / 16 / 2);
  }

  @Test
  void seldomOffersWrongCandidates() throws IOException {
    SourceIndex index = build(Samples.random(5, 1 << 20), LARGE_BUDGET, 16);
    byte[] other = Samples.random(6, 100_000);
    int candidates = 0;
    for (int position = 0; position <= other.length - SourceIndex.SPAN; position++) {
      long hash = SourceIndex.hash(other, position);
      if (index.first(hash) != SourceIndex.NONE || index.second(hash) != SourceIndex.NONE) {
        candidates++;
      }
    }
    assertThat(candidates).isLessThan(100);
  }

  @Test
  void entersRepeatedContentOnce() throws IOException {
    byte[] source = Samples.concat(new byte[1 << 20], Samples.random(7, 1 << 14));
    SourceIndex index = build(source, 1 << 14, 16);
    assertThat(finds(index, source, 0)).isTrue();
    int end = source.length - SourceIndex.SPAN;
    int found = 0;
    for (int position = 1 << 20; position <= end; position++) {
      if (finds(index, source, position)) {
        found++;
      }
    }
    // The stride is at least 347; zeros leave room for nearly all other positions.
    assertThat(found).isBetween(35, 48);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15})
  void isEmptyForSourcesShorterThanTheSpan(int size) throws IOException {
    SourceIndex index = build(new byte[size], 1 << 10, 16);
    long hash = SourceIndex.hash(new byte[SourceIndex.SPAN], 0);
    assertThat(index.first(hash)).isEqualTo(SourceIndex.NONE);
    assertThat(index.second(hash)).isEqualTo(SourceIndex.NONE);
  }

  @Test
  void stopsWhenTold() throws IOException {
    ByteSource source = ByteSource.of(new byte[1000]);
    assertThat(SourceIndex.build(source, 1 << 10, 16, () -> true)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 17, 1000, 1 << 18, (1 << 18) + 16, 600_000})
  void isTheSameOverAnArrayAsOverBytesToBeRead(int size) throws IOException {
    byte[] source = Samples.random(8, size);
    ByteSource read =
        new ByteSource() {
          @Override
          public long size() {
            return source.length;
          }

          @Override
          public int read(long position, byte[] buffer, int offset, int length) throws IOException {
            return ByteSource.of(source).read(position, buffer, offset, length);
          }
        };
    SourceIndex index = SourceIndex.build(read, LARGE_BUDGET, 8, () -> false).orElseThrow();
    assertThat(candidates(build(source, LARGE_BUDGET, 8), source))
        .isEqualTo(candidates(index, source));
  }

  private static long[] candidates(SourceIndex index, byte[] source) {
    return IntStream.rangeClosed(0, source.length - SourceIndex.SPAN)
        .mapToLong(position -> SourceIndex.hash(source, position))
        .flatMap(hash -> LongStream.of(index.first(hash), index.second(hash)))
        .toArray();
  }

  @Test
  void entersHalfAsManyPositionsOfALargeSource() throws IOException {
    byte[] large = new byte[(1 << 25) + 1];
    byte[] content = Samples.random(9, 1 << 18);
    System.arraycopy(content, 0, large, 0, content.length);
    byte[] smaller = Samples.slice(large, 0, 1 << 25);
    int positions = content.length / 64;
    assertThat(found(build(smaller, LARGE_BUDGET, 64), content, 64))
        .isBetween(positions * 85 / 100, positions);
    assertThat(found(build(large, LARGE_BUDGET, 64), content, 64))
        .isBetween(positions * 42 / 100, positions / 2);
  }
}
