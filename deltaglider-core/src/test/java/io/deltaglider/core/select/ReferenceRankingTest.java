package io.deltaglider.core.select;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltaglider.core.model.Sha256;
import io.deltaglider.core.model.Sketch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReferenceRankingTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Sketch SKETCH = sketch(16);

  private final ReferencePointer similar = pointer('1', 500, 9, NOW);
  private final ReferencePointer close = pointer('2', 90, 3, NOW);
  private final ReferencePointer recent = pointer('3', 120, 3, NOW);
  private final ReferencePointer old = pointer('4', 80, 3, NOW.minusSeconds(60));
  private final ReferencePointer twin = pointer('5', 80, 3, NOW.minusSeconds(60));
  private final ReferencePointer unlike = pointer('6', 100, 0, NOW);

  @Test
  void ordersBySimilarityThenSizeThenAgeThenHash() {
    List<ReferencePointer> expected = List.of(similar, close, recent, old, twin, unlike);
    List<ReferencePointer> candidates = new ArrayList<>(expected);
    for (int seed = 0; seed < 50; seed++) {
      Collections.shuffle(candidates, new Random(seed));
      assertThat(ReferenceRanking.rank(candidates, 100, SKETCH))
          .as("seed %d", seed)
          .containsExactlyElementsOf(expected);
    }
  }

  @Test
  void namesEachReferenceOnce() {
    ReferencePointer later =
        new ReferencePointer(old.reference(), old.size(), old.sketch(), 3, 5, NOW);
    assertThat(ReferenceRanking.rank(List.of(old, later, twin), 100, SKETCH))
        .containsExactly(later, twin);
  }

  @Test
  void ranksNothingOutOfNothing() {
    assertThat(ReferenceRanking.rank(List.of(), 100, SKETCH)).isEmpty();
  }

  private static ReferencePointer pointer(char digit, long size, int similarity, Instant time) {
    Sha256 reference = new Sha256(String.valueOf(digit).repeat(64));
    return ReferencePointer.fresh(reference, size, sketch(similarity), time);
  }

  /** Returns a sketch that has so many bins in common with {@link #SKETCH}. */
  private static Sketch sketch(int similarity) {
    return Sketch.parse("aaaa".repeat(similarity) + "bbbb".repeat(Sketch.BINS - similarity))
        .orElseThrow();
  }
}
