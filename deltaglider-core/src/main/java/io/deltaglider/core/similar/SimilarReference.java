package io.deltaglider.core.similar;

import io.deltaglider.core.model.Scope;
import io.deltaglider.core.model.Sha256;
import java.time.Instant;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * A reference that a new object may use.
 *
 * @param reference SHA-256 of its content
 * @param size in bytes
 * @param scope through which of the object's scopes it is reached
 * @param similarity estimated share of the content that the two have in common, from 0 to 1 with a
 *     standard error of at most 1/8; absent if the new content is not known
 * @param created when the scope got it, in whole seconds by its writer's clock
 */
public record SimilarReference(
    Sha256 reference, long size, Scope.Kind scope, OptionalDouble similarity, Instant created) {
  /** Checks that nothing is null. */
  public SimilarReference {
    Objects.requireNonNull(reference, "reference");
    Objects.requireNonNull(scope, "scope");
    Objects.requireNonNull(similarity, "similarity");
    Objects.requireNonNull(created, "created");
  }
}
