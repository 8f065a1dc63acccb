package io.deltaglider.core.vcdiff;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SourceSegmentTest {
  private static final int WINDOW_START = 700;
  private static final SourceSegment SEGMENT = new SourceSegment(1000, 50);

  private static long address(int length, long origin) {
    Copies copies = new Copies();
    copies.add(800, length, origin);
    return SEGMENT.address(copies, 0, WINDOW_START);
  }

  @Test
  void countsSourcePositionsFromItsStart() {
    assertThat(address(10, 1000)).isZero();
    assertThat(address(10, 1040)).isEqualTo(40);
    assertThat(address(50, 1000)).isZero();
  }

  @Test
  void doesNotReachWhatIsPartlyOutside() {
    assertThat(address(10, 999)).isEqualTo(-1);
    assertThat(address(10, 1041)).isEqualTo(-1);
    assertThat(address(51, 1000)).isEqualTo(-1);
  }

  @Test
  void theWindowFollowsIt() {
    assertThat(address(10, ~700L)).isEqualTo(50);
    assertThat(address(200, ~799L)).isEqualTo(149);
  }

  @Test
  void doesNotReachBytesBeforeTheWindow() {
    assertThat(address(10, ~699L)).isEqualTo(-1);
  }
}
