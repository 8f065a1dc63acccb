package io.deltaglider.port.cache;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Names a cache entry by the SHA-256 of its content.
 *
 * @param sha256 64 lower-case hex digits
 */
public record CacheKey(String sha256) {
  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

  /** Checks the digits. */
  public CacheKey {
    Objects.requireNonNull(sha256, "sha256");
    if (!SHA_256.matcher(sha256).matches()) {
      throw new IllegalArgumentException("not 64 lower-case hex digits: " + sha256);
    }
  }
}
