package io.deltaglider.core.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.deltaglider.core.model.Sha256;
import io.deltaglider.core.model.Sketch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DriftRuleTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Sketch SKETCH = Sketch.parse("0".repeat(64)).orElseThrow();

  /** Rounds every fraction down, for its leading digits are the highest. */
  private static final Sha256 ROUNDS_DOWN = new Sha256("f".repeat(64));

  /** Rounds every fraction up. */
  private static final Sha256 ROUNDS_UP = new Sha256("0".repeat(64));

  @Test
  void makesAMisfitAReferenceWhileTheScopeHasRoom() {
    for (int size = 0; size < 8; size++) {
      MisfitDecision decision = DriftRule.misfit(scope(size, Duration.ZERO), NOW);
      assertThat(decision.action()).isEqualTo(MisfitDecision.Action.NEW_REFERENCE);
      assertThat(decision.retired()).isEmpty();
    }
  }

  @Test
  void passesAMisfitThroughWhileAFullScopeRests() {
    MisfitDecision decision = DriftRule.misfit(scope(8, Duration.ofHours(24).minusSeconds(1)), NOW);
    assertThat(decision.action()).isEqualTo(MisfitDecision.Action.PASSTHROUGH);
    assertThat(decision.retired()).isEmpty();
  }

  @Test
  void retiresTheOldestPointerOfAFullScopeForAMisfitOnceADay() {
    List<ReferencePointer> scope = scope(8, Duration.ofHours(24));
    MisfitDecision decision = DriftRule.misfit(scope, NOW);
    assertThat(decision.action()).isEqualTo(MisfitDecision.Action.NEW_REFERENCE);
    assertThat(decision.retired()).containsExactly(scope.get(7));
  }

  @Test
  void countsAReferenceOnceHoweverManyPointersItHas() {
    List<ReferencePointer> scope = new ArrayList<>(scope(7, Duration.ofHours(24)));
    ReferencePointer twin = scope.get(6).with(5, 5);
    scope.add(twin);
    assertThat(DriftRule.misfit(scope, NOW).retired()).isEmpty();
    scope.add(pointer(99, NOW.minus(Duration.ofHours(24)), 0, 0));
    assertThat(DriftRule.misfit(scope, NOW).retired())
        .containsExactlyInAnyOrder(scope.get(6), twin);
  }

  @Test
  void doesNotWaitForATimeToCome() {
    List<ReferencePointer> scope = new ArrayList<>(scope(7, Duration.ofHours(24)));
    scope.add(pointer(99, NOW.plus(Duration.ofDays(400)), 0, 0));
    assertThat(DriftRule.misfit(scope, NOW).retired()).containsExactly(scope.get(6));
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "0.001, 1", "0.1, 6", "0.25, 16", "0.5, 32"})
  void takesTheFirstDeltaForTheBaseline(double ratio, int baseline) {
    ReferencePointer used = pointer(1, NOW, 0, 0);
    FitDecision decision = DriftRule.fit(List.of(used), used, ratio, ROUNDS_DOWN, NOW);
    assertUpdated(decision, used, baseline, 0);
  }

  @Test
  void doesNotBelieveABaselineAboveAHalf() {
    ReferencePointer used = pointer(1, NOW, 0, 0);
    FitDecision decision = DriftRule.fit(List.of(used), used, 0.703125, ROUNDS_DOWN, NOW);
    assertUpdated(decision, used, 32, 13);
  }

  @Test
  void addsUpWhatExceedsTheBaseline() {
    ReferencePointer used = pointer(1, NOW, 10, 7);
    FitDecision decision = DriftRule.fit(List.of(used), used, 0.25, ROUNDS_DOWN, NOW);
    assertUpdated(decision, used, 10, 13);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.001, 0.1, 0.15625})
  void keepsAllAsItIsUpToTheBaseline(double ratio) {
    ReferencePointer used = pointer(1, NOW, 10, 7);
    assertKept(DriftRule.fit(List.of(used), used, ratio, ROUNDS_DOWN, NOW));
  }

  @Test
  void keepsAllAsItIsForAnotherCopyOfTheReference() {
    ReferencePointer used = pointer(1, NOW, 0, 0);
    assertKept(DriftRule.fit(List.of(used), used, 0.0001, used.reference(), NOW));
  }

  @Test
  void promotesOnceTheDebtPaysForAReference() {
    // At ratio 3/8 a reference costs 5/8 more than the delta; 5/4 of that is 50 units.
    ReferencePointer almost = pointer(1, NOW, 10, 35);
    assertUpdated(DriftRule.fit(List.of(almost), almost, 0.375, ROUNDS_DOWN, NOW), almost, 10, 49);
    ReferencePointer enough = pointer(1, NOW, 10, 36);
    FitDecision decision = DriftRule.fit(List.of(enough), enough, 0.375, ROUNDS_DOWN, NOW);
    assertThat(decision.action()).isEqualTo(FitDecision.Action.PROMOTE);
    assertThat(decision.retired()).isEmpty();
    assertThat(decision.replacement()).isEmpty();
  }

  @Test
  void retiresTheOldestPointerOfAFullScopeForAPromotionOnceADay() {
    List<ReferencePointer> rested = new ArrayList<>(scope(7, Duration.ofHours(24)));
    ReferencePointer used = pointer(99, NOW.minus(Duration.ofHours(30)), 10, 60);
    rested.add(used);
    FitDecision decision = DriftRule.fit(rested, used, 0.5, ROUNDS_DOWN, NOW);
    assertThat(decision.action()).isEqualTo(FitDecision.Action.PROMOTE);
    assertThat(decision.retired()).containsExactly(rested.get(6));

    List<ReferencePointer> fresh = new ArrayList<>(scope(7, Duration.ofHours(23)));
    fresh.add(used);
    assertKept(DriftRule.fit(fresh, used, 0.5, ROUNDS_DOWN, NOW));
  }

  @Test
  void replacesAllPointersThatARaceLeftToTheReference() {
    ReferencePointer used = pointer(1, NOW, 10, 7);
    ReferencePointer twin = pointer(1, NOW, 10, 3);
    ReferencePointer other = pointer(2, NOW, 10, 3);
    FitDecision decision = DriftRule.fit(List.of(twin, other, used), used, 0.25, ROUNDS_DOWN, NOW);
    assertThat(decision.retired()).containsExactlyInAnyOrder(used, twin);
  }

  @Property
  void roundsFairlyOverManyContents(@ForAll @DoubleRange(max = 0.01) double ratio) {
    SplittableRandom random = new SplittableRandom(7);
    ReferencePointer used = pointer(1, NOW, 1, 0);
    int contents = 2_000;
    double sum = 0;
    for (int i = 0; i < contents; i++) {
      Sha256 content = new Sha256("%08x".formatted(random.nextInt()) + "0".repeat(56));
      double exceeding = ratio + 1.0 / 64;
      sum +=
          DriftRule.fit(List.of(used), used, exceeding, content, NOW)
              .replacement()
              .map(ReferencePointer::debt)
              .orElse(0);
    }
    // Five standard errors of a mean of values 0 and 1.
    assertThat(sum / contents).isCloseTo(ratio * 64, within(5 * 0.5 / Math.sqrt(contents)));
  }

  @Property
  void neverLosesDebtNorForgetsABaseline(
      @ForAll @IntRange(max = 32) int baseline,
      @ForAll @IntRange(max = 999) int debt,
      @ForAll @DoubleRange(max = 3) double ratio,
      @ForAll boolean up) {
    ReferencePointer used = pointer(1, NOW, baseline, debt);
    FitDecision decision =
        DriftRule.fit(List.of(used), used, ratio, up ? ROUNDS_UP : ROUNDS_DOWN, NOW);
    Optional<ReferencePointer> replacement = decision.replacement();
    replacement.ifPresent(
        pointer -> {
          assertThat(pointer.debt()).isGreaterThanOrEqualTo(debt);
          assertThat(pointer.baseline()).isBetween(1, 32);
          assertThat(baseline == 0 || pointer.baseline() == baseline).isTrue();
          assertThat(pointer.created()).isEqualTo(used.created());
          assertThat(decision.retired()).containsExactly(used);
        });
    if (ratio >= 1) {
      assertThat(decision.action()).isEqualTo(FitDecision.Action.PROMOTE);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, Double.NaN, Double.NEGATIVE_INFINITY})
  void refusesWhatIsNoRatio(double ratio) {
    ReferencePointer used = pointer(1, NOW, 10, 7);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DriftRule.fit(List.of(used), used, ratio, ROUNDS_UP, NOW))
        .withMessageContaining(String.valueOf(ratio));
  }

  private static void assertKept(FitDecision decision) {
    assertThat(decision.action()).isEqualTo(FitDecision.Action.KEEP);
    assertThat(decision.replacement()).isEmpty();
    assertThat(decision.retired()).isEmpty();
  }

  private static void assertUpdated(
      FitDecision decision, ReferencePointer used, int baseline, int debt) {
    assertThat(decision.action()).isEqualTo(FitDecision.Action.UPDATE_POINTER);
    assertThat(decision.replacement()).contains(used.with(baseline, debt));
    assertThat(decision.retired()).containsExactly(used);
  }

  /**
   * Returns a scope whose newest pointer, the first, is so old; each further one is a day older.
   */
  private static List<ReferencePointer> scope(int size, Duration newest) {
    List<ReferencePointer> pointers = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      pointers.add(pointer(i, NOW.minus(newest).minus(Duration.ofDays(i)), 10, 0));
    }
    return pointers;
  }

  private static ReferencePointer pointer(int number, Instant created, int baseline, int debt) {
    Sha256 reference = new Sha256("%064x".formatted(number + 1));
    return new ReferencePointer(reference, 1_000_000, SKETCH, baseline, debt, created);
  }
}
