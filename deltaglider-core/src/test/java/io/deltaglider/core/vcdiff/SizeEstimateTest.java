package io.deltaglider.core.vcdiff;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SizeEstimateTest {
  private static final int START = 1000;
  private static final int SIZE = 6000;
  private static final int PERIOD = 37;
  private static final int SOURCE_SIZE = 10_000_000;

  private final SizeEstimate sizes = new SizeEstimate(SOURCE_SIZE, 0.02, () -> false);

  private static Copies copies(int start, int length, long origin) {
    Copies copies = new Copies();
    copies.add(start, length, origin);
    return copies;
  }

  private Copies smaller(byte[] target, Copies first, Copies second) throws IOException {
    return sizes.smaller(target, START, START + SIZE, first, second);
  }

  @Test
  void takesTheSmallerWhicheverComesFirst() throws IOException {
    byte[] target = Samples.random(1, START + SIZE);
    Copies none = new Copies();
    Copies half = copies(START + 100, SIZE / 2, 500);
    Copies more = copies(START + 100, SIZE / 2 + 1, 500);
    assertThat(smaller(target, none, half)).isSameAs(half);
    assertThat(smaller(target, half, none)).isSameAs(half);
    assertThat(smaller(target, half, more)).isSameAs(more);
    assertThat(smaller(target, more, half)).isSameAs(more);
  }

  @Test
  void keepsTheFirstOfEquals() throws IOException {
    byte[] target = Samples.random(2, START + SIZE);
    Copies first = copies(START + 100, SIZE / 2, 500);
    Copies second = copies(START + 100, SIZE / 2, 500);
    assertThat(smaller(target, first, second)).isSameAs(first);
    assertThat(smaller(target, second, first)).isSameAs(second);
  }

  @Test
  void judgesBySizesOnceCompressed() throws IOException {
    // Six bytes of literals cost more than a copy, but these compress and the addresses do not.
    byte[] target = Samples.periodic(Samples.random(3, PERIOD), START + SIZE);
    Random random = new Random(4);
    Copies scattered = new Copies();
    for (int start = START; start <= START + SIZE - 6; start += 6) {
      scattered.add(start, 6, random.nextInt(SOURCE_SIZE - 6));
    }
    InstructionWriter raw = new InstructionWriter();
    SourceSegment source = new SourceSegment(0, SOURCE_SIZE);
    raw.write(target, START, START + SIZE, scattered, 0, scattered.count(), source);
    assertThat(raw.instructions().size() + raw.addresses().size()).isLessThan(SIZE);

    Copies none = new Copies();
    assertThat(smaller(target, none, scattered)).isSameAs(none);
    assertThat(smaller(target, scattered, none)).isSameAs(none);
  }

  @Test
  void countsTheAddresses() throws IOException {
    byte[] target = Samples.random(6, START + SIZE);
    Random random = new Random(7);
    Copies scattered = new Copies();
    Copies inARow = new Copies();
    int origin = SOURCE_SIZE / 2;
    for (int start = START; start <= START + SIZE - 6; start += 6) {
      // Each before all others, so that one mode is best for all.
      origin -= 100 + random.nextInt(4000);
      scattered.add(start, 6, origin);
      inARow.add(start, 6, SOURCE_SIZE / 2 + start);
    }
    assertThat(smaller(target, scattered, inARow)).isSameAs(inARow);
    assertThat(smaller(target, inARow, scattered)).isSameAs(inARow);
  }

  @Test
  void countsRepetitionsWithinTheWindow() throws IOException {
    byte[] target = Samples.random(5, START + SIZE);
    Copies none = new Copies();
    Copies within = copies(START + SIZE / 2, SIZE / 2, ~(long) START);
    Copies fromBefore = copies(START + SIZE / 2, SIZE / 2, ~(START - 1L));
    assertThat(smaller(target, none, within)).isSameAs(within);
    assertThat(smaller(target, none, fromBefore)).isSameAs(none);
  }
}
