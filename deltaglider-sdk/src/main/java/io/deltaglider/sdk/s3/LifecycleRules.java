package io.deltaglider.sdk.s3;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.LifecycleRuleFilter;

/** Which objects a bucket's lifecycle rules touch. */
final class LifecycleRules {
  private LifecycleRules() {}

  /**
   * Returns whether a rule deletes or moves untagged objects whose keys begin with {@code
   * keyPrefix}.
   */
  static boolean covers(LifecycleRule rule, String keyPrefix) {
    String prefix = prefix(rule);
    return rule.status() != ExpirationStatus.DISABLED
        && touchesObjects(rule)
        && !wantsTag(rule.filter())
        && (keyPrefix.startsWith(prefix) || prefix.startsWith(keyPrefix));
  }

  /** Rules about uploads in parts and left-over delete markers touch no object. */
  private static boolean touchesObjects(LifecycleRule rule) {
    boolean expires =
        rule.expiration() != null
            && (rule.expiration().days() != null || rule.expiration().date() != null);
    return expires
        || !rule.transitions().isEmpty()
        || !rule.noncurrentVersionTransitions().isEmpty()
        || rule.noncurrentVersionExpiration() != null;
  }

  @SuppressWarnings("deprecation") // callers may still use the rule's own prefix
  private static String prefix(LifecycleRule rule) {
    LifecycleRuleFilter filter = rule.filter();
    if (filter == null) {
      return Optional.ofNullable(rule.prefix()).orElse("");
    }
    if (filter.and() != null) {
      return Optional.ofNullable(filter.and().prefix()).orElse("");
    }
    return Optional.ofNullable(filter.prefix()).orElse("");
  }

  private static boolean wantsTag(@Nullable LifecycleRuleFilter filter) {
    return filter != null
        && (filter.tag() != null || (filter.and() != null && !filter.and().tags().isEmpty()));
  }
}
