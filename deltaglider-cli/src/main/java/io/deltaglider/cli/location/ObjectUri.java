package io.deltaglider.cli.location;

import io.deltaglider.cli.failure.CliException;
import io.deltaglider.cli.failure.Failures;
import io.deltaglider.core.layout.BucketLayout;
import io.deltaglider.port.storage.BucketName;
import io.deltaglider.port.storage.ObjectAddress;
import java.util.Locale;
import java.util.Objects;

/**
 * {@code s3://bucket/key} or {@code gs://bucket/key}. Keys are opaque: everything behind the slash
 * that ends the bucket's name, as it is.
 *
 * @param scheme which prefix was written
 * @param bucket the bucket's name
 * @param key the key or prefix; empty for the bucket itself
 */
public record ObjectUri(Scheme scheme, String bucket, String key) {
  private static final String SEPARATOR = "://";

  /** The prefixes there are. */
  public enum Scheme {
    /** An object of whichever store is chosen. */
    S3,
    /** An object in Google Cloud Storage. */
    GS
  }

  /** Checks that nothing is null. */
  public ObjectUri {
    Objects.requireNonNull(scheme, "scheme");
    Objects.requireNonNull(bucket, "bucket");
    Objects.requireNonNull(key, "key");
  }

  /** Returns whether {@code text} is meant to be a URI. */
  public static boolean isUri(String text) {
    for (Scheme scheme : Scheme.values()) {
      if (text.startsWith(prefix(scheme))) {
        return true;
      }
    }
    return false;
  }

  /**
   * Reads a URI.
   *
   * @throws CliException with exit code USAGE if it is none, the bucket's name is not legal, or the
   *     key is reserved
   */
  public static ObjectUri parse(String text) {
    for (Scheme scheme : Scheme.values()) {
      if (text.startsWith(prefix(scheme))) {
        return of(scheme, text.substring(prefix(scheme).length()));
      }
    }
    throw CliException.usage("usage", "'" + text + "'", "not of the form s3://BUCKET/KEY", "");
  }

  /** Reads a URI whose {@code s3://} may be missing. */
  public static ObjectUri parseLenient(String text) {
    return isUri(text) ? parse(text) : of(Scheme.S3, text);
  }

  private static ObjectUri of(Scheme scheme, String rest) {
    int slash = rest.indexOf('/');
    String bucket = slash < 0 ? rest : rest.substring(0, slash);
    try {
      BucketName.check(bucket);
    } catch (IllegalArgumentException e) {
      throw CliException.usage("usage", prefix(scheme) + rest, String.valueOf(e.getMessage()), "");
    }
    return new ObjectUri(scheme, bucket, slash < 0 ? "" : rest.substring(slash + 1)).checked();
  }

  /** Refuses what is internal, which commands would otherwise take for a prefix without objects. */
  private ObjectUri checked() {
    if (BucketLayout.isReserved(key)) {
      Failures.attempt("usage", toString(), () -> BucketLayout.checkUserAddress(address()));
    }
    return this;
  }

  private static String prefix(Scheme scheme) {
    return scheme.name().toLowerCase(Locale.ROOT) + SEPARATOR;
  }

  /**
   * Returns the address of the object.
   *
   * @throws CliException with exit code USAGE if the key is missing or not legal
   */
  public ObjectAddress address() {
    if (key.isEmpty()) {
      throw CliException.usage("usage", toString(), "names a bucket, not an object", "");
    }
    try {
      return new ObjectAddress(bucket, key);
    } catch (IllegalArgumentException e) {
      throw CliException.usage("usage", toString(), String.valueOf(e.getMessage()), "");
    }
  }

  /** Returns the same bucket with another key. */
  public ObjectUri withKey(String other) {
    return new ObjectUri(scheme, bucket, other);
  }

  /** Returns the bucket itself. */
  public ObjectUri root() {
    return withKey("");
  }

  /** Returns whether this names a place for objects rather than one object. */
  public boolean namesDirectory() {
    return key.isEmpty() || key.endsWith("/");
  }

  /**
   * Returns this as the name of a directory: {@code app} and {@code app/} both mean the keys that
   * begin with {@code app/}, never {@code app2/}.
   *
   * @throws CliException with exit code USAGE if that is where internal data is
   */
  public ObjectUri asDirectory() {
    return namesDirectory() ? this : withKey(key + "/").checked();
  }

  /** Returns what is behind the last slash of the key; empty if nothing is. */
  public String fileName() {
    return key.substring(key.lastIndexOf('/') + 1);
  }

  /** Returns the URI. */
  @Override
  public String toString() {
    return prefix(scheme) + (key.isEmpty() ? bucket : bucket + "/" + key);
  }
}
