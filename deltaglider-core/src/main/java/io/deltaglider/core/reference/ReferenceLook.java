package io.deltaglider.core.reference;

import io.deltaglider.core.time.Moment;
import java.util.Objects;

/**
 * What a look at a reference and its condemned marker showed.
 *
 * @param standing whether it may be used
 * @param at t0 of docs/FORMAT.md: before the marker was looked at
 */
public record ReferenceLook(Standing standing, Moment at) {
  /** Whether a reference may be used by a new object. */
  public enum Standing {
    /** It is there and not condemned. */
    USABLE,
    /** It is not there, and may be created. */
    MISSING,
    /** Garbage collection is about to delete it: neither use nor create it. */
    CONDEMNED
  }

  /** Checks that nothing is null. */
  public ReferenceLook {
    Objects.requireNonNull(standing, "standing");
    Objects.requireNonNull(at, "at");
  }
}
