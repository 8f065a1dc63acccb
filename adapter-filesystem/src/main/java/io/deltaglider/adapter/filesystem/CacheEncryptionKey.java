package io.deltaglider.adapter.filesystem;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The key of a cache, from which those of its entries are derived. Does not show itself. Immutable.
 */
public final class CacheEncryptionKey {
  private static final int BYTES = 32;
  private static final Pattern HEX = Pattern.compile("[0-9A-Fa-f]{64}");

  private static final byte[] PURPOSE = "deltaglider cache entry".getBytes(US_ASCII);

  private final byte[] bytes;

  private CacheEncryptionKey(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Reads a key of 32 bytes from 64 hex digits or from base64, in either alphabet, with padding or
   * without.
   *
   * @throws IllegalArgumentException if the text is none of these; its message does not repeat it
   */
  public static CacheEncryptionKey parse(String text) {
    if (HEX.matcher(text).matches()) {
      return new CacheEncryptionKey(HexFormat.of().parseHex(text));
    }
    return decode(text, Base64.getDecoder(), Base64.getEncoder())
        .or(() -> decode(text, Base64.getUrlDecoder(), Base64.getUrlEncoder()))
        .map(CacheEncryptionKey::new)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "is neither 32 bytes in base64 nor 64 hexadecimal digits"));
  }

  private static Optional<byte[]> decode(
      String text, Base64.Decoder decoder, Base64.Encoder encoder) {
    byte[] found;
    try {
      found = decoder.decode(text);
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // Its message quotes the text.
    }
    boolean canonical =
        encoder.encodeToString(found).equals(text)
            || encoder.withoutPadding().encodeToString(found).equals(text);
    return found.length == BYTES && canonical ? Optional.of(found) : Optional.empty();
  }

  /**
   * Returns 32 bytes for one entry: HKDF with SHA-256 (RFC 5869) of this key, the salt and this
   * purpose's name.
   */
  byte[] derive(byte[] salt) {
    return Hkdf.derive(bytes, salt, PURPOSE);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CacheEncryptionKey key && MessageDigest.isEqual(bytes, key.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** Says that there is a key, and not which. */
  @Override
  public String toString() {
    return "CacheEncryptionKey[hidden]";
  }
}
