package io.deltaglider.cli.migrate;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Chooses keys by patterns as {@code aws s3} does: everything is chosen at first, and of the
 * patterns that match a key the last decides. Not thread-safe while rules are added.
 *
 * <p>In a pattern {@code *} stands for any text, slashes included, {@code ?} for one character,
 * {@code [ab]} for one of these and {@code [!ab]} for any other.
 */
public final class KeyFilter {
  private final List<Rule> rules = new ArrayList<>();

  private record Rule(Pattern pattern, boolean chosen) {}

  /** Adds a rule that chooses what matches. */
  public void include(String pattern) {
    rules.add(new Rule(compile(pattern), true));
  }

  /** Adds a rule that leaves out what matches. */
  public void exclude(String pattern) {
    rules.add(new Rule(compile(pattern), false));
  }

  /** Returns whether a key is chosen; the key is what is behind the prefix that was named. */
  public boolean accepts(String key) {
    for (int i = rules.size() - 1; i >= 0; i--) {
      if (rules.get(i).pattern().matcher(key).matches()) {
        return rules.get(i).chosen();
      }
    }
    return true;
  }

  private static Pattern compile(String glob) {
    StringBuilder regex = new StringBuilder();
    int i = 0;
    while (i < glob.length()) {
      char c = glob.charAt(i);
      // A bracket right behind the opening one is a member of the set.
      int end = c == '[' ? glob.indexOf(']', i + (glob.startsWith("!", i + 1) ? 3 : 2)) : -1;
      if (end > 0) {
        String members = glob.substring(i + 1, end);
        boolean negated = members.startsWith("!");
        regex.append(negated ? "[^" : "[");
        regex.append(
            (negated ? members.substring(1) : members).replaceAll("[\\[\\]\\\\&^~]", "\\\\$0"));
        regex.append(']');
        i = end + 1;
        continue;
      }
      regex.append(
          switch (c) {
            case '*' -> ".*";
            case '?' -> ".";
            default -> Pattern.quote(String.valueOf(c));
          });
      i++;
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }
}
