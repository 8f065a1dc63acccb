package io.deltaglider.core.select;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What to do after a content was made a delta that is worth storing.
 *
 * @param action what becomes of the content and of the reference's pointer
 * @param replacement with {@code UPDATE_POINTER}, the pointer to write
 * @param retired pointers of the scope to delete, after the new or replacing one is written; the
 *     references they name stay
 */
public record FitDecision(
    Action action, Optional<ReferencePointer> replacement, List<ReferencePointer> retired) {
  /** What becomes of the content and of the reference's pointer. */
  public enum Action {
    /** Store the delta; nothing else changes. */
    KEEP,
    /** Store the delta, and replace the pointer to remember how well the reference served. */
    UPDATE_POINTER,
    /** Make the content a reference of the scope instead: the old one has served its time. */
    PROMOTE
  }

  /** Copies the list. */
  public FitDecision {
    Objects.requireNonNull(action, "action");
    retired = List.copyOf(retired);
    if ((action == Action.UPDATE_POINTER) != replacement.isPresent()) {
      throw new IllegalArgumentException(action + " with replacement " + replacement);
    }
  }
}
