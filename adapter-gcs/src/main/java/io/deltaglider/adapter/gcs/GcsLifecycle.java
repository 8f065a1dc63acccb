package io.deltaglider.adapter.gcs;

import com.google.api.client.util.DateTime;
import com.google.api.services.storage.model.Bucket;
import com.google.api.services.storage.model.Bucket.Lifecycle.Rule;
import io.deltaglider.port.storage.LifecycleRule;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads and writes the lifecycle rules of buckets.
 *
 * <p>The service's rules have no ids and cannot be paused, and the port's have no action. So a rule
 * of the service is reported as enabled, once for each of its prefixes, whatever its other
 * conditions: they can only make it touch less. A rule of the port is stored as a rule that never
 * applies, with its id in a suffix. Writing keeps those of the service's rules that are among the
 * given ones. Thread-safe.
 */
final class GcsLifecycle {
  private static final String READ = "read lifecycle rules of";
  private static final String WRITE = "set lifecycle rules of";
  private static final String ABORT_UPLOADS = "AbortIncompleteMultipartUpload";
  private static final String MARK = "/.deltaglider-lifecycle/";
  private static final String ENABLED = "enabled/";
  private static final String DISABLED = "disabled/";

  private final GcsClient client;

  GcsLifecycle(GcsClient client) {
    this.client = client;
  }

  List<LifecycleRule> read(String bucket) {
    List<LifecycleRule> rules = new ArrayList<>();
    List<Rule> stored = stored(get(READ, bucket));
    for (int i = 0; i < stored.size(); i++) {
      rules.addAll(rules(stored.get(i), i));
    }
    return rules;
  }

  void write(String bucket, List<LifecycleRule> rules) {
    Bucket current = get(WRITE, bucket);
    List<Rule> stored = stored(current);
    List<Rule> replacement = new ArrayList<>();
    List<LifecycleRule> added = new ArrayList<>(rules);
    for (int i = 0; i < stored.size(); i++) {
      List<LifecycleRule> known = rules(stored.get(i), i);
      if (rules.containsAll(known)) {
        replacement.add(stored.get(i));
        added.removeAll(known);
      }
    }
    added.forEach(rule -> replacement.add(rule(rule)));
    try {
      client
          .api()
          .buckets()
          .patch(bucket, new Bucket().setLifecycle(new Bucket.Lifecycle().setRule(replacement)))
          .setIfMetagenerationMatch(current.getMetageneration())
          .execute();
    } catch (IOException e) {
      throw failure(e, WRITE, bucket);
    }
  }

  private Bucket get(String action, String bucket) {
    try {
      return client.api().buckets().get(bucket).setFields("metageneration,lifecycle").execute();
    } catch (IOException e) {
      throw failure(e, action, bucket);
    }
  }

  private static StorageException failure(IOException e, String action, String bucket) {
    return GcsExceptions.translate(e, action, bucket, Kind.NO_SUCH_BUCKET, Kind.UNAVAILABLE);
  }

  private static List<Rule> stored(Bucket bucket) {
    Bucket.Lifecycle lifecycle = bucket.getLifecycle();
    return lifecycle == null || lifecycle.getRule() == null ? List.of() : lifecycle.getRule();
  }

  /** Returns what the port says of a rule; nothing for one that never touches objects. */
  private static List<LifecycleRule> rules(Rule rule, int index) {
    Optional<LifecycleRule> ours = ours(rule);
    if (ours.isPresent()) {
      return List.of(ours.get());
    }
    if (rule.getAction() != null && ABORT_UPLOADS.equals(rule.getAction().getType())) {
      return List.of();
    }
    List<String> prefixes = prefixes(rule);
    List<LifecycleRule> rules = new ArrayList<>();
    for (int i = 0; i < prefixes.size(); i++) {
      String id = prefixes.size() == 1 ? "rule-" + index : "rule-" + index + "." + i;
      rules.add(new LifecycleRule(id, prefixes.get(i), true));
    }
    return rules;
  }

  private static List<String> prefixes(Rule rule) {
    List<String> prefixes =
        rule.getCondition() == null ? null : rule.getCondition().getMatchesPrefix();
    return prefixes == null || prefixes.isEmpty() ? List.of("") : prefixes;
  }

  private static Optional<LifecycleRule> ours(Rule rule) {
    List<String> suffixes =
        rule.getCondition() == null ? null : rule.getCondition().getMatchesSuffix();
    if (suffixes == null || suffixes.size() != 1 || !suffixes.get(0).startsWith(MARK)) {
      return Optional.empty();
    }
    String text = suffixes.get(0).substring(MARK.length());
    boolean enabled = text.startsWith(ENABLED);
    String id = text.substring(enabled ? ENABLED.length() : DISABLED.length());
    return Optional.of(new LifecycleRule(id, prefixes(rule).get(0), enabled));
  }

  /** Returns a rule about objects from before there were any. */
  private static Rule rule(LifecycleRule rule) {
    Rule.Condition condition =
        new Rule.Condition()
            .setCreatedBefore(new DateTime(true, 0L, 0))
            .setMatchesSuffix(List.of(MARK + (rule.enabled() ? ENABLED : DISABLED) + rule.id()));
    if (!rule.prefix().isEmpty()) {
      condition.setMatchesPrefix(List.of(rule.prefix()));
    }
    return new Rule()
        .setAction(new Rule.Action().setType("SetStorageClass").setStorageClass("ARCHIVE"))
        .setCondition(condition);
  }
}
