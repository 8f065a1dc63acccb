package io.deltaglider.core.format;

import io.deltaglider.core.select.DeltaPolicy;
import io.deltaglider.port.storage.LifecycleRule;
import java.util.Objects;
import java.util.Optional;

/**
 * What a writer must know about a bucket.
 *
 * @param policy which objects may become deltas
 * @param endangeringRule a lifecycle rule that would destroy references: while there is one,
 *     nothing becomes a delta
 */
public record BucketFormat(DeltaPolicy policy, Optional<LifecycleRule> endangeringRule) {
  /** Checks that nothing is null. */
  public BucketFormat {
    Objects.requireNonNull(policy, "policy");
    Objects.requireNonNull(endangeringRule, "endangeringRule");
  }
}
