package io.deltaglider.core.select;

import io.deltaglider.core.model.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * When a scope gets a new reference. Contents drift away from a reference with every version; a new
 * reference makes the next deltas small again, but is itself stored whole. {@code
 * docs/SELECTION.md} gives the reasoning and what the rule costs on real version histories.
 *
 * <p>The rule judges one scope at a time and has no state but the pointers' names.
 */
public final class DriftRule {
  /** How many references a scope may offer. */
  public static final int MAX_REFERENCES = 8;

  /** How long a full scope waits after a new reference before it retires the oldest for another. */
  public static final Duration RETIREMENT_INTERVAL = Duration.ofHours(24);

  /**
   * The highest baseline, in units: a half. A reference that cannot halve the content is no measure
   * of what a better one could do.
   */
  private static final int MAX_BASELINE = 32;

  /** How often the debt must cover a new reference's price; see docs/SELECTION.md. */
  private static final double PATIENCE = 1.25;

  private static final int ROUNDING_DIGITS = 8;
  private static final double ROUNDING_RANGE = 0x1p32;

  private DriftRule() {}

  /**
   * Decides about a content that no reference of the scope fits, or for which there is none.
   *
   * @param pointers all pointers of the scope, in any order
   * @param now by the writer's clock
   */
  public static MisfitDecision misfit(List<ReferencePointer> pointers, Instant now) {
    if (!isFull(pointers)) {
      return new MisfitDecision(MisfitDecision.Action.NEW_REFERENCE, List.of());
    }
    if (mustRest(pointers, now)) {
      return new MisfitDecision(MisfitDecision.Action.PASSTHROUGH, List.of());
    }
    return new MisfitDecision(MisfitDecision.Action.NEW_REFERENCE, oldest(pointers));
  }

  /**
   * Decides after a delta was made that is small enough to be stored. The first delta against a
   * reference sets its pointer's baseline; what later ones exceed it by adds up to a debt; the
   * content whose delta brings the debt to the price of a new reference becomes one.
   *
   * @param pointers all pointers of the scope, in any order
   * @param used the pointer of the scope whose reference the delta is against
   * @param ratio the delta's size in parts of the content's, at least 0
   * @param content the new content's hash; it settles how fractions are rounded
   * @param now by the writer's clock
   */
  public static FitDecision fit(
      List<ReferencePointer> pointers,
      ReferencePointer used,
      double ratio,
      Sha256 content,
      Instant now) {
    if (Double.isNaN(ratio) || ratio < 0) {
      throw new IllegalArgumentException("ratio must be at least 0: " + ratio);
    }
    if (used.reference().equals(content)) {
      return keep(); // a repetition tells nothing of drift
    }
    int units = round(ratio, content);
    int baseline = used.baseline();
    if (baseline == 0) {
      baseline = Math.max(1, Math.min(units, MAX_BASELINE));
    }
    int debt = Math.min(used.debt() + Math.max(0, units - baseline), ReferencePointer.MAX_UNITS);
    if (debt * ReferencePointer.UNIT >= PATIENCE * (1 - ratio)) {
      return promote(pointers, now);
    }
    if (baseline == used.baseline() && debt == used.debt()) {
      return keep();
    }
    return new FitDecision(
        FitDecision.Action.UPDATE_POINTER,
        Optional.of(used.with(baseline, debt)),
        pointersTo(used.reference(), pointers));
  }

  private static FitDecision promote(List<ReferencePointer> pointers, Instant now) {
    if (!isFull(pointers)) {
      return new FitDecision(FitDecision.Action.PROMOTE, Optional.empty(), List.of());
    }
    if (mustRest(pointers, now)) {
      return keep(); // the debt stays, so a later content is promoted
    }
    return new FitDecision(FitDecision.Action.PROMOTE, Optional.empty(), oldest(pointers));
  }

  private static FitDecision keep() {
    return new FitDecision(FitDecision.Action.KEEP, Optional.empty(), List.of());
  }

  /**
   * Returns the ratio in units, rounded so that the mean over many contents is exact: 0.3 becomes 1
   * for 3 in 10 of them.
   */
  private static int round(double ratio, Sha256 content) {
    double units = Math.min(ratio / ReferencePointer.UNIT, ReferencePointer.MAX_UNITS);
    double chance =
        Long.parseLong(content.hex().substring(0, ROUNDING_DIGITS), 16) / ROUNDING_RANGE;
    int whole = (int) units;
    return units - whole > chance ? whole + 1 : whole;
  }

  private static boolean isFull(List<ReferencePointer> pointers) {
    return pointers.stream().map(ReferencePointer::reference).distinct().count() >= MAX_REFERENCES;
  }

  /** Whether a reference is newer than the interval; times to come are another clock's error. */
  private static boolean mustRest(List<ReferencePointer> pointers, Instant now) {
    Instant start = now.minus(RETIREMENT_INTERVAL);
    return pointers.stream()
        .map(ReferencePointer::created)
        .anyMatch(created -> created.isAfter(start) && !created.isAfter(now));
  }

  private static List<ReferencePointer> oldest(List<ReferencePointer> pointers) {
    return pointers.stream()
        .min(Comparator.comparing(ReferencePointer::created).thenComparing(ReferencePointer::name))
        .map(pointer -> pointersTo(pointer.reference(), pointers))
        .orElse(List.of());
  }

  /** More than one if writers raced to replace a pointer. */
  private static List<ReferencePointer> pointersTo(
      Sha256 reference, List<ReferencePointer> pointers) {
    return pointers.stream().filter(pointer -> pointer.reference().equals(reference)).toList();
  }
}
