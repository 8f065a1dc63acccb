package io.deltaglider.core.collect;

import java.util.Objects;

/**
 * What could not be done.
 *
 * @param subject the key, and the version if it is not the current one
 * @param reason why, in a few words
 */
public record CollectFailure(String subject, String reason) {
  /** Checks that nothing is null. */
  public CollectFailure {
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(reason, "reason");
  }
}
