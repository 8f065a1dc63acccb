package io.deltaglider.port.storage;

import java.util.Objects;

/**
 * A rule by which a store itself deletes objects or moves them to another storage class.
 *
 * @param id the rule's name in its bucket
 * @param prefix which keys it covers: those that begin with this text; empty for all
 * @param enabled whether the store applies it
 */
public record LifecycleRule(String id, String prefix, boolean enabled) {
  /** Checks that nothing is null. */
  public LifecycleRule {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(prefix, "prefix");
  }

  /**
   * Returns whether this rule, when enabled, can touch a key that begins with {@code keyPrefix}.
   */
  public boolean covers(String keyPrefix) {
    return enabled && (keyPrefix.startsWith(prefix) || prefix.startsWith(keyPrefix));
  }
}
