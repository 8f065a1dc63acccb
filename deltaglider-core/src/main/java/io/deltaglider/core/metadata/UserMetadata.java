package io.deltaglider.core.metadata;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Keeps the user's metadata names apart from ours: a user's name {@code dg-x} is stored as {@code
 * user-dg-x}, {@code user-dg-x} as {@code user-user-dg-x}, and so on.
 */
final class UserMetadata {
  private static final String OURS = "dg-";
  private static final String ESCAPE = "user-";
  private static final Pattern AMBIGUOUS = Pattern.compile("(user-)*dg-.*");
  private static final Pattern ESCAPED = Pattern.compile("(user-)+dg-.*");

  private UserMetadata() {}

  /** Returns the names under which the user's entries are stored. */
  static Map<String, String> escape(Map<String, String> user) {
    Map<String, String> stored = new TreeMap<>();
    user.forEach(
        (name, value) ->
            stored.put(AMBIGUOUS.matcher(name).matches() ? ESCAPE + name : name, value));
    return stored;
  }

  /** Returns the user's entries of what is stored, without ours. */
  static Map<String, String> unescape(Map<String, String> stored) {
    Map<String, String> user = new TreeMap<>();
    stored.forEach(
        (name, value) -> {
          if (ESCAPED.matcher(name).matches()) {
            user.put(name.substring(ESCAPE.length()), value);
          } else if (!name.startsWith(OURS)) {
            user.put(name, value);
          }
        });
    return user;
  }
}
