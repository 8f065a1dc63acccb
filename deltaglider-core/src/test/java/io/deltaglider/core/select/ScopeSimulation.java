package io.deltaglider.core.select;

import io.deltaglider.core.model.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Puts a history's versions into one scope, as the put operation does, and counts bytes. */
final class ScopeSimulation {
  private static final double MAX_RATIO = 0.75;

  private final VersionHistory history;
  private final boolean promoting;
  private final Duration pace;
  private final Map<Sha256, Integer> indices = new HashMap<>();
  private final List<ReferencePointer> pointers = new ArrayList<>();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private long stored;
  private int references;
  private int pointerWrites;

  private ScopeSimulation(VersionHistory history, boolean promoting, Duration pace) {
    this.history = history;
    this.promoting = promoting;
    this.pace = pace;
  }

  /** Applies the rule, with so much time between two versions. */
  static ScopeSimulation withRule(VersionHistory history, Duration pace) {
    return new ScopeSimulation(history, true, pace).run();
  }

  /** Makes new references of misfits only. */
  static ScopeSimulation neverPromoting(VersionHistory history) {
    return new ScopeSimulation(history, false, Duration.ofDays(30)).run();
  }

  /** Returns the least that any choice of references stores, known only in hindsight. */
  static long best(VersionHistory history) {
    long[] cheapest = new long[history.length()];
    for (int i = 0; i < cheapest.length; i++) {
      cheapest[i] = Long.MAX_VALUE;
    }
    return best(history, 0, cheapest, 0, Long.MAX_VALUE);
  }

  /** Returns the least that one reference for all stores; what came before it is whole. */
  static long bestSingle(VersionHistory history) {
    long best = Long.MAX_VALUE;
    for (int reference = 0; reference < history.length(); reference++) {
      long cost = 0;
      for (int i = 0; i < history.length(); i++) {
        long size = history.version(i).size();
        cost += i <= reference ? size : Math.min(size, history.delta(reference, i));
      }
      best = Math.min(best, cost);
    }
    return best;
  }

  /** All bytes stored. */
  long stored() {
    return stored;
  }

  /** How many versions became references. */
  int references() {
    return references;
  }

  /** How many versions made a pointer be replaced. */
  int pointerWrites() {
    return pointerWrites;
  }

  private ScopeSimulation run() {
    for (int i = 0; i < history.length(); i++) {
      put(i);
      now = now.plus(pace);
    }
    return this;
  }

  private void put(int index) {
    VersionHistory.Version version = history.version(index);
    List<ReferencePointer> ranked =
        ReferenceRanking.rank(pointers, version.size(), version.sketch());
    if (!ranked.isEmpty()) {
      ReferencePointer used = ranked.get(0);
      long delta = history.delta(indices.get(used.reference()), index);
      double ratio = (double) delta / version.size();
      if (ratio <= MAX_RATIO) {
        fit(index, used, delta, ratio);
        return;
      }
    }
    MisfitDecision decision = DriftRule.misfit(pointers, now);
    if (decision.action() == MisfitDecision.Action.NEW_REFERENCE) {
      addReference(index, decision.retired());
    } else {
      stored += version.size();
    }
  }

  private void fit(int index, ReferencePointer used, long delta, double ratio) {
    VersionHistory.Version version = history.version(index);
    FitDecision decision = DriftRule.fit(pointers, used, ratio, version.hash(), now);
    if (promoting && decision.action() == FitDecision.Action.PROMOTE) {
      addReference(index, decision.retired());
      return;
    }
    stored += delta;
    decision
        .replacement()
        .ifPresent(
            pointer -> {
              pointerWrites++;
              pointers.removeAll(decision.retired());
              pointers.add(pointer);
            });
  }

  private void addReference(int index, List<ReferencePointer> retired) {
    VersionHistory.Version version = history.version(index);
    stored += version.size();
    references++;
    pointers.removeAll(retired);
    pointers.add(ReferencePointer.fresh(version.hash(), version.size(), version.sketch(), now));
    indices.put(version.hash(), index);
  }

  /** Tries for each version both to be a reference and to be a delta; abandons what is dearer. */
  private static long best(
      VersionHistory history, int index, long[] cheapest, long cost, long bound) {
    if (cost >= bound) {
      return bound;
    }
    if (index == history.length()) {
      return cost;
    }
    long least = bound;
    if (cheapest[index] != Long.MAX_VALUE) {
      least = best(history, index + 1, cheapest, cost + cheapest[index], least);
    }
    long[] withReference = cheapest.clone();
    for (int i = index + 1; i < withReference.length; i++) {
      withReference[i] = Math.min(withReference[i], history.delta(index, i));
    }
    return best(history, index + 1, withReference, cost + history.version(index).size(), least);
  }
}
