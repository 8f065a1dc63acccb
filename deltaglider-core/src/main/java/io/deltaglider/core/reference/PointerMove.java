package io.deltaglider.core.reference;

import io.deltaglider.core.select.ReferencePointer;
import java.util.List;
import java.util.Objects;

/**
 * The replacement of a reference's pointers in one scope by one that remembers more.
 *
 * @param from the pointers to delete; more than one if writers raced
 * @param to the pointer to write before
 */
public record PointerMove(List<ReferencePointer> from, ReferencePointer to) {
  /** Copies the list. */
  public PointerMove {
    from = List.copyOf(from);
    Objects.requireNonNull(to, "to");
  }
}
