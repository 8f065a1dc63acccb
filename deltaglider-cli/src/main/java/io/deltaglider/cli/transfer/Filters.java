package io.deltaglider.cli.transfer;

import java.util.ArrayList;
import java.util.List;

/** Which files and objects take part: the last rule that matches decides; without one, all do. */
public final class Filters {
  /** Everything takes part. */
  public static final Filters NONE = new Filters(List.of());

  private final List<CompiledRule> rules = new ArrayList<>();

  /**
   * A rule.
   *
   * @param include whether what matches takes part
   * @param pattern see {@code NamePattern}
   */
  public record Rule(boolean include, String pattern) {}

  private record CompiledRule(boolean include, NamePattern pattern) {}

  /**
   * Creates filters.
   *
   * @param rules in the order in which they were given
   */
  public Filters(List<Rule> rules) {
    rules.forEach(
        rule -> this.rules.add(new CompiledRule(rule.include(), NamePattern.of(rule.pattern()))));
  }

  /**
   * Returns whether something takes part.
   *
   * @param path its path below the source or target, with slashes
   */
  public boolean accepts(String path) {
    boolean accepted = true;
    for (CompiledRule rule : rules) {
      if (rule.pattern().matches(path)) {
        accepted = rule.include();
      }
    }
    return accepted;
  }
}
