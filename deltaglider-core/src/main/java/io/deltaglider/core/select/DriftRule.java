package io.deltaglider.core.select;

import io.deltaglider.core.model.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

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

  /** How long a full scope waits from its last pointer to the next retirement. */
  public static final Duration RETIREMENT_INTERVAL = Duration.ofHours(24);

  private static final double HASH_RANGE = 0x1p32;

  private DriftRule() {}

  /**
   * Decides about a content that no reference of the scope fits, or for which there is none.
   *
   * @param pointers all pointers of the scope, in any order
   * @param now by the store's clock
   */
  public static MisfitDecision misfit(List<ReferencePointer> pointers, Instant now) {
    if (!isFull(pointers)) {
      return new MisfitDecision(MisfitDecision.Action.NEW_REFERENCE, List.of());
    }
    List<ReferencePointer> retired = retirement(pointers, now);
    if (retired.isEmpty()) {
      return new MisfitDecision(MisfitDecision.Action.PASSTHROUGH, List.of());
    }
    return new MisfitDecision(MisfitDecision.Action.NEW_REFERENCE, retired);
  }

  /**
   * Decides after a delta was made that is small enough to be stored. The first delta against a
   * reference sets its pointer's baseline; the excess of later ones adds up to a debt; the content
   * whose delta would bring the debt to the price of a new reference becomes one.
   *
   * @param pointers all pointers of the scope, in any order
   * @param used the pointer of the scope whose reference the delta is against
   * @param ratio the delta's size in parts of the content's, at least 0
   * @param content the new content's hash; it settles how fractions are rounded
   * @param now by the store's clock
   */
  public static FitDecision fit(
      List<ReferencePointer> pointers,
      ReferencePointer used,
      double ratio,
      Sha256 content,
      Instant now) {
    if (!(ratio >= 0)) {
      throw new IllegalArgumentException("ratio must be at least 0: " + ratio);
    }
    int rounded = round(ratio / ReferencePointer.UNIT, content);
    if (used.baseline() == 0) {
      return update(pointers, used, Math.max(1, rounded), 0);
    }
    int debt = used.debt() + Math.max(0, rounded - used.baseline());
    if (debt * ReferencePointer.UNIT >= 1 - ratio) {
      List<ReferencePointer> retired =
          isFull(pointers) ? retirement(pointers, now) : List.<ReferencePointer>of();
      if (!isFull(pointers) || !retired.isEmpty()) {
        return new FitDecision(FitDecision.Action.PROMOTE, Optional.empty(), retired);
      }
    }
    return update(pointers, used, used.baseline(), debt);
  }

  private static FitDecision update(
      List<ReferencePointer> pointers, ReferencePointer used, int baseline, int debt) {
    ReferencePointer replacement =
        new ReferencePointer(
            used.reference(),
            used.size(),
            used.sketch(),
            Math.min(baseline, ReferencePointer.MAX_UNITS),
            Math.min(debt, ReferencePointer.MAX_UNITS),
            used.lastModified());
    if (replacement.equals(used)) {
      return new FitDecision(FitDecision.Action.KEEP, Optional.empty(), List.of());
    }
    return new FitDecision(
        FitDecision.Action.UPDATE_POINTER,
        Optional.of(replacement),
        pointersTo(used.reference(), pointers));
  }

  /** Rounds so that the mean over many contents is exact: 0.3 becomes 1 for 3 in 10 of them. */
  private static int round(double units, Sha256 content) {
    double threshold = Long.parseLong(content.hex().substring(0, 8), 16) / HASH_RANGE;
    double floor = Math.floor(Math.min(units, ReferencePointer.MAX_UNITS));
    return (int) floor + (units - floor > threshold ? 1 : 0);
  }

  private static boolean isFull(List<ReferencePointer> pointers) {
    return pointers.stream().map(ReferencePointer::reference).distinct().count() >= MAX_REFERENCES;
  }

  /** The pointers to the least recently written reference; none if the scope must rest. */
  private static List<ReferencePointer> retirement(List<ReferencePointer> pointers, Instant now) {
    Comparator<ReferencePointer> byAge =
        Comparator.comparing(ReferencePointer::lastModified).thenComparing(ReferencePointer::name);
    Optional<ReferencePointer> newest = pointers.stream().max(byAge);
    Optional<ReferencePointer> oldest = pointers.stream().min(byAge);
    if (newest.isEmpty()
        || oldest.isEmpty()
        || newest.get().lastModified().plus(RETIREMENT_INTERVAL).isAfter(now)) {
      return List.of();
    }
    return pointersTo(oldest.get().reference(), pointers);
  }

  private static List<ReferencePointer> pointersTo(
      Sha256 reference, List<ReferencePointer> pointers) {
    return pointers.stream()
        .filter(pointer -> pointer.reference().equals(reference))
        .collect(Collectors.toUnmodifiableList());
  }
}
