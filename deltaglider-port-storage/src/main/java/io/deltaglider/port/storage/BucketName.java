package io.deltaglider.port.storage;

import java.util.Objects;
import java.util.regex.Pattern;

/** The rule for names of buckets: what S3 and GCS both take, and a directory can bear. */
public final class BucketName {
  private static final Pattern LEGAL = Pattern.compile("[a-z0-9][a-z0-9._-]{1,61}[a-z0-9]");

  private BucketName() {}

  /**
   * Checks a name: 3 to 63 lower-case letters, digits, dots, underscores and hyphens; letters or
   * digits at both ends; no two dots in a row.
   *
   * @return {@code name}
   * @throws IllegalArgumentException if the name breaks the rule
   */
  public static String check(String name) {
    Objects.requireNonNull(name, "bucket");
    if (!LEGAL.matcher(name).matches() || name.contains("..")) {
      throw new IllegalArgumentException(
          "bad bucket name '"
              + name
              + "': wanted are 3 to 63 lower-case letters, digits, dots, underscores or hyphens,"
              + " letters or digits at both ends, and no two dots in a row");
    }
    return name;
  }
}
