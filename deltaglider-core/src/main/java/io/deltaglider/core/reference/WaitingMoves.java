package io.deltaglider.core.reference;

import io.deltaglider.core.model.Scope;
import io.deltaglider.core.model.Sha256;
import io.deltaglider.core.select.ReferencePointer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Moves of pointers that were decided and are not written yet: for each reference of a scope the
 * latest. Thread-safe.
 */
final class WaitingMoves {
  private final Map<Place, PointerMove> moves = new LinkedHashMap<>(); // guarded by this

  /** Whose move it is: there is one for each reference of a scope. */
  record Place(String bucket, Scope scope, Sha256 reference) {
    private boolean isOf(String otherBucket, Scope otherScope) {
      return bucket.equals(otherBucket) && scope.equals(otherScope);
    }
  }

  /** Lets a move wait instead of any other of its place. */
  synchronized void put(Place place, PointerMove move) {
    moves.put(place, move);
  }

  /** Returns the move of a place, and lets it wait no more. */
  synchronized Optional<PointerMove> take(Place place) {
    return Optional.ofNullable(moves.remove(place));
  }

  /** Returns all places whose moves wait, the oldest first. */
  synchronized List<Place> places() {
    return List.copyOf(moves.keySet());
  }

  /** Forgets the moves in a bucket. */
  synchronized void forgetBucket(String bucket) {
    moves.keySet().removeIf(place -> place.bucket().equals(bucket));
  }

  /**
   * Returns what a scope's pointers come to when its moves are written. A move whose pointer is
   * gone, or that somebody else has moved as far, is dropped.
   *
   * @param stored the pointers that the store has now
   */
  synchronized List<ReferencePointer> applyTo(
      String bucket, Scope scope, List<ReferencePointer> stored) {
    List<ReferencePointer> pointers = new ArrayList<>(stored);
    Iterator<Map.Entry<Place, PointerMove>> entries = moves.entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<Place, PointerMove> entry = entries.next();
      if (!entry.getKey().isOf(bucket, scope)) {
        continue;
      }
      ReferencePointer to = entry.getValue().to();
      List<ReferencePointer> from =
          stored.stream().filter(p -> p.reference().equals(to.reference())).toList();
      if (from.isEmpty() || !from.stream().allMatch(pointer -> isBehind(pointer, to))) {
        entries.remove();
        continue;
      }
      entry.setValue(new PointerMove(from, to));
      pointers.removeAll(from);
      pointers.add(to);
    }
    return List.copyOf(pointers);
  }

  private static boolean isBehind(ReferencePointer pointer, ReferencePointer other) {
    return pointer.baseline() == 0 || pointer.debt() < other.debt();
  }
}
