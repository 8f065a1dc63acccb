package io.deltaglider.core.model;

import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A SHA-256 hash: names references and vouches for contents.
 *
 * @param hex 64 lower-case hex digits
 */
public record Sha256(String hex) {
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");
  private static final int DIGEST_BYTES = 32;

  /** Checks the digits. */
  public Sha256 {
    Objects.requireNonNull(hex, "hex");
    if (!FORM.matcher(hex).matches()) {
      throw new IllegalArgumentException("not 64 lower-case hex digits: " + hex);
    }
  }

  /**
   * Returns the hash that a digest of 32 bytes stands for.
   *
   * @throws IllegalArgumentException if it has another length
   */
  public static Sha256 of(byte[] digest) {
    if (digest.length != DIGEST_BYTES) {
      throw new IllegalArgumentException("a SHA-256 has 32 bytes, not " + digest.length);
    }
    return new Sha256(HexFormat.of().formatHex(digest));
  }

  /** Reads a hash that others wrote; empty unless it is 64 lower-case hex digits. */
  public static Optional<Sha256> parse(String text) {
    if (FORM.matcher(text).matches()) {
      return Optional.of(new Sha256(text));
    }
    return Optional.empty();
  }

  /** Returns the digits. */
  @Override
  public String toString() {
    return hex;
  }
}
