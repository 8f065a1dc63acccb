package io.deltaglider.testserver.proxy;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/** The faults of a proxy in the order in which they were asked for. Thread-safe. */
final class FaultRules {
  private static final int MAX_RULES = 1000;

  private final List<Rule> rules = new ArrayList<>(); // guarded by this

  /** A fault, the requests it is for, and how many it may still strike. */
  private static final class Rule {
    final Predicate<? super ProxiedRequest> when;
    final ProxyFault fault;
    int left;

    Rule(int times, Predicate<? super ProxiedRequest> when, ProxyFault fault) {
      this.left = times;
      this.when = Objects.requireNonNull(when, "when");
      this.fault = Objects.requireNonNull(fault, "fault");
    }
  }

  synchronized void add(int times, Predicate<? super ProxiedRequest> when, ProxyFault fault) {
    if (times < 1) {
      throw new IllegalArgumentException("a fault " + times + " times");
    }
    if (rules.size() == MAX_RULES) {
      throw new IllegalStateException("more than " + MAX_RULES + " faults");
    }
    rules.add(new Rule(times, when, fault));
  }

  synchronized void clear() {
    rules.clear();
  }

  /** Returns the first fault that is for this request and not used up, and uses it once. */
  synchronized Optional<ProxyFault> choose(ProxiedRequest request) {
    for (Rule rule : rules) {
      if (rule.left > 0 && rule.when.test(request)) {
        if (rule.left < Integer.MAX_VALUE) {
          rule.left--;
        }
        return Optional.of(rule.fault);
      }
    }
    return Optional.empty();
  }
}
