package io.deltaglider.core.select;

import io.deltaglider.core.model.Sha256;
import io.deltaglider.core.model.Sketch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The order in which references are tried for a new content. */
public final class ReferenceRanking {
  private ReferenceRanking() {}

  /**
   * Returns the candidates, the most promising first: the most similar by sketch, then the closest
   * in size, then the most recent, then the least by hash. The order is the same for any order of
   * the candidates. Of several pointers to one reference, as two scopes or a race give them, only
   * the first is kept.
   *
   * @param size of the new content, in bytes
   */
  public static List<ReferencePointer> rank(
      Collection<ReferencePointer> candidates, long size, Sketch sketch) {
    List<ReferencePointer> ordered = new ArrayList<>(candidates);
    ordered.sort(order(size, sketch));
    Map<Sha256, ReferencePointer> distinct = new LinkedHashMap<>();
    for (ReferencePointer pointer : ordered) {
      distinct.putIfAbsent(pointer.reference(), pointer);
    }
    return List.copyOf(distinct.values());
  }

  private static Comparator<ReferencePointer> order(long size, Sketch sketch) {
    Comparator<Instant> latestFirst = Comparator.reverseOrder();
    return Comparator.<ReferencePointer>comparingInt(p -> -p.sketch().similarity(sketch))
        .thenComparingLong(p -> Math.abs(p.size() - size))
        .thenComparing(ReferencePointer::created, latestFirst)
        .thenComparing(ReferencePointer::name);
  }
}
