package io.deltaglider.cli.command;

import io.deltaglider.cli.transfer.Filters;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** Options that say what takes part. */
final class FilterOptions {
  @Option(
      names = "--exclude",
      paramLabel = "PATTERN",
      description =
          "Leave out what matches: * any text, ? one character, [a-c] and [!a-c] one of these or"
              + " not. Repeatable; the last --include or --exclude that matches decides.")
  List<FilterPattern> excludes = new ArrayList<>();

  @Option(
      names = "--include",
      paramLabel = "PATTERN",
      description = "Do not leave out what matches. Repeatable.")
  List<FilterPattern> includes = new ArrayList<>();

  /** Returns the filters in the order in which they stood. */
  Filters read() {
    SortedMap<Integer, Filters.Rule> rules = new TreeMap<>();
    for (FilterPattern pattern : excludes) {
      rules.put(pattern.position(), new Filters.Rule(false, pattern.text()));
    }
    for (FilterPattern pattern : includes) {
      rules.put(pattern.position(), new Filters.Rule(true, pattern.text()));
    }
    return new Filters(List.copyOf(rules.values()));
  }
}
