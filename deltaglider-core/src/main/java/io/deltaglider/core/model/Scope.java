package io.deltaglider.core.model;

import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Objects that may share references: a family or a directory.
 *
 * @param kind what its objects have in common
 * @param id names the scope within its bucket: {@code f} or {@code d} for the kind, the version of
 *     the rule that drew it, a dash, and 32 hex digits of a hash
 */
public record Scope(Kind kind, String id) {
  private static final Pattern FORM = Pattern.compile("[fd][1-9][0-9]{0,2}-[0-9a-f]{32}");

  /** What the objects of a scope have in common. */
  public enum Kind {
    /** Their keys agree but for parts that look like versions, anywhere in the bucket. */
    FAMILY,
    /** They are the same kind of file right below the same prefix. */
    DIRECTORY;

    /** Returns the name as policies write it: {@code family} or {@code directory}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    char letter() {
      return label().charAt(0);
    }
  }

  /** Checks the id's form and that it fits the kind. */
  public Scope {
    Objects.requireNonNull(kind, "kind");
    if (!FORM.matcher(id).matches() || id.charAt(0) != kind.letter()) {
      throw new IllegalArgumentException("not the id of a " + kind.label() + " scope: " + id);
    }
  }

  /** Returns whether a text has the form of a scope's id, of whatever version of the rule. */
  public static boolean isId(String text) {
    return FORM.matcher(text).matches();
  }

  /** Returns the id. */
  @Override
  public String toString() {
    return id;
  }
}
