package io.deltaglider.core.format;

import io.deltaglider.core.select.DeltaPolicy;
import java.util.Objects;
import java.util.Optional;

/**
 * What a writer must know about a bucket.
 *
 * @param policy which objects may become deltas
 * @param warning what endangers the bucket's references, in a few words: while anything does,
 *     nothing becomes a delta
 */
public record BucketFormat(DeltaPolicy policy, Optional<String> warning) {
  /** Checks that nothing is null. */
  public BucketFormat {
    Objects.requireNonNull(policy, "policy");
    Objects.requireNonNull(warning, "warning");
  }
}
