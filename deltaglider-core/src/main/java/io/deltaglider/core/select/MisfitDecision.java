package io.deltaglider.core.select;

import java.util.List;
import java.util.Objects;

/**
 * What to do with a content that no reference of a scope fits.
 *
 * @param action what becomes of the content
 * @param retired pointers of the scope to delete once the new one is written; the references they
 *     name stay
 */
public record MisfitDecision(Action action, List<ReferencePointer> retired) {
  /** What becomes of the content. */
  public enum Action {
    /** It becomes a reference of the scope. */
    NEW_REFERENCE,
    /** It is stored as it is, and the scope stays as it is. */
    PASSTHROUGH
  }

  /** Copies the list. */
  public MisfitDecision {
    Objects.requireNonNull(action, "action");
    retired = List.copyOf(retired);
  }
}
