package io.deltaglider.core.vcdiff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CopiesTest {
  private final Copies copies = new Copies();

  private List<List<Long>> all() {
    List<List<Long>> all = new ArrayList<>();
    for (int i = 0; i < copies.count(); i++) {
      all.add(List.of((long) copies.start(i), (long) copies.length(i), copies.origin(i)));
    }
    return all;
  }

  @Test
  void aCopyGoesOnInTheSource() {
    copies.addOrExtend(100, 10, 5000);
    copies.addOrExtend(110, 7, 5010);
    assertThat(all()).containsExactly(List.of(100L, 17L, 5000L));
  }

  @Test
  void aCopyGoesOnInTheTarget() {
    copies.addOrExtend(100, 10, ~50L);
    copies.addOrExtend(110, 7, ~60L);
    assertThat(all()).containsExactly(List.of(100L, 17L, ~50L));
  }

  @Test
  void aCopyBehindAGapIsAnother() {
    copies.addOrExtend(100, 10, 5000);
    copies.addOrExtend(111, 7, 5010);
    assertThat(all()).containsExactly(List.of(100L, 10L, 5000L), List.of(111L, 7L, 5010L));
  }

  @Test
  void aCopyFromElsewhereIsAnother() {
    copies.addOrExtend(100, 10, 5000);
    copies.addOrExtend(110, 7, 5011);
    copies.addOrExtend(117, 5, ~50L);
    copies.addOrExtend(122, 5, ~54L);
    assertThat(all())
        .containsExactly(
            List.of(100L, 10L, 5000L),
            List.of(110L, 7L, 5011L),
            List.of(117L, 5L, ~50L),
            List.of(122L, 5L, ~54L));
  }

  @Test
  void aCopyFromTheSourceDoesNotGoOnFromTheTarget() {
    copies.addOrExtend(100, 10, ~4L);
    copies.addOrExtend(110, 7, 5);
    copies.addOrExtend(117, 7, ~1L);
    assertThat(all())
        .containsExactly(List.of(100L, 10L, ~4L), List.of(110L, 7L, 5L), List.of(117L, 7L, ~1L));
  }

  @Test
  void withoutCopiesTheEndIsWhereTheStretchStarts() {
    copies.add(5, 10, 0);
    copies.clear(1234);
    assertThat(copies.count()).isZero();
    assertThat(copies.end()).isEqualTo(1234);
    copies.add(2000, 10, 0);
    assertThat(copies.end()).isEqualTo(2010);
    copies.removeFrom(1300);
    assertThat(copies.end()).isEqualTo(1234);
  }

  @Test
  void holdsMoreThanThereWasRoomForAtFirst() {
    for (int i = 0; i < 1000; i++) {
      copies.addOrExtend(10 * i, 5, 20L * i);
    }
    assertThat(copies.count()).isEqualTo(1000);
    assertThat(copies.start(999)).isEqualTo(9990);
    assertThat(copies.coveredFrom(5000)).isEqualTo(2500);
  }
}
