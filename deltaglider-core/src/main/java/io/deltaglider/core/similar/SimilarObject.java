package io.deltaglider.core.similar;

import io.deltaglider.core.list.ListEntry;
import io.deltaglider.core.model.Scope;
import java.util.Objects;

/**
 * An object that shares references with a new one.
 *
 * @param entry as the listing shows it
 * @param scope what the two have in common
 */
public record SimilarObject(ListEntry entry, Scope.Kind scope) {
  /** Checks that nothing is null. */
  public SimilarObject {
    Objects.requireNonNull(entry, "entry");
    Objects.requireNonNull(scope, "scope");
  }
}
