package io.deltaglider.core.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.deltaglider.core.model.Sha256;
import io.deltaglider.core.model.Sketch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the drift rule costs on real version histories; docs/SELECTION.md has the table. */
class PromotionSimulationTest {
  private static final Duration MONTHLY = Duration.ofDays(30);

  // docs/SELECTION.md shows these figures: bytes stored, in sizes of the first version.
  @ParameterizedTest
  @CsvSource({
    "spark-core_2.13, 14, 4.65, 9.93, 4.97, 3, 11",
    "kafka-clients, 13, 8.01, 9.01, 8.57, 4, 9",
    "guava, 18, 7.91, 7.91, 8.26, 5, 13",
    "scala-library, 15, 8.51, 10.58, 8.57, 5, 10",
    "apache-maven, 18, 9.91, 10.72, 11.19, 6, 12",
    "tomcat, 11, 7.24, 7.69, 7.39, 2, 9",
  })
  void costsLittleMoreThanTheBestChoiceInHindsight(
      String name,
      int versions,
      double bestShown,
      double neverShown,
      double ruleShown,
      int references,
      int pointerWrites) {
    VersionHistory history = VersionHistory.load(name);
    double first = history.version(0).size();
    double best = ScopeSimulation.best(history) / first;
    double never = ScopeSimulation.neverPromoting(history).stored() / first;
    ScopeSimulation simulation = ScopeSimulation.withRule(history, MONTHLY);
    double rule = simulation.stored() / first;
    assertThat(rule).isLessThanOrEqualTo(1.1 * never).isLessThanOrEqualTo(1.15 * best);

    assertThat(history.length()).isEqualTo(versions);
    assertThat(best).isCloseTo(bestShown, within(0.005));
    assertThat(never).isCloseTo(neverShown, within(0.005));
    assertThat(rule).isCloseTo(ruleShown, within(0.005));
    assertThat(simulation.references()).isEqualTo(references);
    assertThat(simulation.pointerWrites()).isEqualTo(pointerWrites);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "spark-core_2.13",
        "kafka-clients",
        "guava",
        "scala-library",
        "apache-maven",
        "tomcat"
      })
  void doesNotDependOnThePaceWhileTheScopeHasRoom(String name) {
    VersionHistory history = VersionHistory.load(name);
    assertThat(ScopeSimulation.withRule(history, Duration.ZERO).stored())
        .isEqualTo(ScopeSimulation.withRule(history, MONTHLY).stored());
  }

  // A part may end right behind a promotion that has had no time to pay.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "spark-core_2.13",
        "kafka-clients",
        "guava",
        "scala-library",
        "apache-maven",
        "tomcat"
      })
  void staysWithinItsBoundsOnEveryPartOfAHistory(String name) {
    VersionHistory history = VersionHistory.load(name);
    for (int from = 0; from < history.length(); from++) {
      for (int to = from + 1; to <= history.length(); to++) {
        VersionHistory part = history.part(from, to);
        long rule = ScopeSimulation.withRule(part, MONTHLY).stored();
        assertThat(rule)
            .as("%s", part)
            .isLessThanOrEqualTo(ScopeSimulation.best(part) * 2)
            .isLessThanOrEqualTo(ScopeSimulation.neverPromoting(part).stored() * 135 / 100);
      }
    }
  }

  @Test
  void doesNotPromoteWhatCostsMoreThanItSaves() {
    // apache-maven 3.9.7 to 3.9.9 as zip, deltas of xdelta3 -9.
    VersionHistory history =
        synthetic(new double[][] {{}, {0.545}, {0.68, 0.296}}, new int[] {0, 0, 0});
    assertThat(ScopeSimulation.withRule(history, MONTHLY).stored())
        .isEqualTo(1_000_000 + 545_000 + 680_000);
    VersionHistory recorded = VersionHistory.load("apache-maven").part(15, 18);
    assertThat(recorded.version(0).name()).endsWith("3.9.7");
    assertThat(ScopeSimulation.withRule(recorded, MONTHLY).references()).isOne();
  }

  @Test
  void doesNotKeepPromotingWhereEveryReferenceServesAlike() {
    double[][] ratios = new double[100][];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = new double[i];
      Arrays.fill(ratios[i], 0.51);
    }
    VersionHistory history = synthetic(ratios, new int[100]);
    ScopeSimulation rule = ScopeSimulation.withRule(history, MONTHLY);
    long never = ScopeSimulation.neverPromoting(history).stored();
    assertThat(rule.references()).isLessThanOrEqualTo(3);
    assertThat(rule.stored()).isLessThanOrEqualTo(never * 102 / 100);
    VersionHistory tomcat = VersionHistory.load("tomcat");
    assertThat(ScopeSimulation.withRule(tomcat, MONTHLY).references()).isLessThanOrEqualTo(3);
  }

  @Test
  void rewritesNoPointerForSmallDeltasButOnce() {
    double[][] ratios = new double[60][];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = new double[i];
      Arrays.fill(ratios[i], 0.01);
    }
    ScopeSimulation rule =
        ScopeSimulation.withRule(synthetic(ratios, new int[60]), Duration.ofHours(1));
    assertThat(rule.pointerWrites()).isOne();
    assertThat(rule.references()).isOne();
  }

  @Test
  void followsAJumpAfterManySmallDeltas() {
    int jump = 10;
    double[][] ratios = new double[40][];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = new double[i];
      for (int j = 0; j < i; j++) {
        ratios[i][j] = i >= jump && j < jump ? 0.4 : 0.01;
      }
    }
    VersionHistory history = synthetic(ratios, new int[40]);
    ScopeSimulation rule = ScopeSimulation.withRule(history, MONTHLY);
    assertThat(rule.references()).isEqualTo(2);
    assertThat(rule.stored()).isLessThan(3_300_000);
  }

  @ParameterizedTest
  @DisplayName("L-03: an odd first file does not stay the reference of what follows")
  @CsvSource({
    // An unrelated file is no fit and costs nothing beyond itself.
    "1.00, 0.05, 1.01",
    "0.80, 0.30, 1.01",
    "1.00, 0.60, 1.15",
    // One that fits badly is found out after some deltas.
    "0.70, 0.05, 1.5",
    "0.60, 0.05, 2.0",
    "0.74, 0.30, 1.3",
  })
  void leavesAnOddFirstFile(double ratioToOdd, double ratioToOthers, double bound) {
    int files = 31;
    double[][] ratios = new double[files][];
    int[] kinds = new int[files];
    for (int i = 0; i < files; i++) {
      ratios[i] = new double[i];
      Arrays.fill(ratios[i], ratioToOthers);
      if (i > 0) {
        ratios[i][0] = ratioToOdd;
        kinds[i] = 1;
      }
    }
    VersionHistory history = synthetic(ratios, kinds);
    long best = ScopeSimulation.bestSingle(history);
    assertThat((double) ScopeSimulation.withRule(history, MONTHLY).stored() / best)
        .isLessThanOrEqualTo(bound);
  }

  /** Builds a history of files of a million bytes; those of one kind have one sketch. */
  private static VersionHistory synthetic(double[][] ratios, int[] kinds) {
    List<VersionHistory.Version> versions = new ArrayList<>();
    for (int i = 0; i < ratios.length; i++) {
      List<Long> deltas = Arrays.stream(ratios[i]).mapToObj(r -> Math.round(r * 1e6)).toList();
      // Knuth's multiplicative hash spreads the digits that settle the rounding.
      String hash = "%08x".formatted((i + 1) * 0x9e3779b9) + "0".repeat(56);
      Sketch sketch = Sketch.parse("%04x".formatted(kinds[i] + 1).repeat(16)).orElseThrow();
      versions.add(
          new VersionHistory.Version("v" + i, 1_000_000, new Sha256(hash), sketch, deltas));
    }
    return new VersionHistory("synthetic", versions);
  }
}
