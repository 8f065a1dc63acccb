package io.deltaglider.core.collect;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A reference's marker; docs/COLLECTION.md, "Terms".
 *
 * @param state what is going on with the reference
 * @param pointers names below the index of the pointers that were dropped, at most {@value
 *     #MAX_POINTERS}
 * @param written when, by the store's clock
 */
record Marker(State state, List<String> pointers, Instant written) {
  /** How many dropped pointers a marker remembers. */
  static final int MAX_POINTERS = 1000;

  /** What is going on with a reference. */
  enum State {
    /** Nothing used it, and nobody may begin to. */
    CONDEMNED,
    /** It is being deleted, or was. */
    COLLECTING,
    /** It is used after all. */
    RESCUING
  }

  Marker {
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(written, "written");
    pointers = List.copyOf(pointers.subList(0, Math.min(pointers.size(), MAX_POINTERS)));
  }
}
