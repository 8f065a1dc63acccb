package io.deltaglider.wiring;

import java.util.Locale;
import java.util.Objects;

/**
 * Says which store: {@code file:PATH}, {@code memory:}, {@code s3:} or {@code gcs:}.
 *
 * @param scheme what kind of store
 * @param path a {@code file:} store's directory, as it was written; empty for all others
 */
public record StoreUrl(Scheme scheme, String path) {
  /** The kinds of stores. */
  public enum Scheme {
    /** A directory. */
    FILE,
    /** The heap of this process. */
    MEMORY,
    /** Amazon S3 and what speaks its protocol. */
    S3,
    /** Google Cloud Storage. */
    GCS;

    /** Returns the scheme's name in URLs. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Checks that there is a path exactly where one is needed. */
  public StoreUrl {
    Objects.requireNonNull(scheme, "scheme");
    if (path.isEmpty() == (scheme == Scheme.FILE)) {
      throw new IllegalArgumentException(
          scheme == Scheme.FILE
              ? "a file: store needs a directory, as in file:/srv/archive"
              : "a " + scheme.text() + ": store takes no path, but has '" + path + "'");
    }
  }

  /**
   * Reads a URL.
   *
   * @throws ConfigurationException if it is none
   */
  public static StoreUrl parse(String text) {
    int colon = text.indexOf(':');
    for (Scheme scheme : Scheme.values()) {
      if (colon >= 0 && scheme.text().equals(text.substring(0, colon))) {
        return of(scheme, text.substring(colon + 1));
      }
    }
    throw new ConfigurationException(
        "store", "'" + text + "' does not begin with file:, memory:, s3: or gcs:");
  }

  private static StoreUrl of(Scheme scheme, String rest) {
    String path = rest;
    if (scheme == Scheme.FILE && rest.startsWith("//")) {
      // RFC 8089: file:///path names no host. Other hosts are beyond a local file system.
      path = rest.substring(2);
      if (!path.startsWith("/")) {
        throw new ConfigurationException(
            "store", "'file:" + rest + "' names a host; write file:/PATH or file:PATH");
      }
    }
    try {
      return new StoreUrl(scheme, path);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException("store", String.valueOf(e.getMessage()));
    }
  }

  /** Returns the URL. */
  @Override
  public String toString() {
    return scheme.text() + ":" + path;
  }
}
