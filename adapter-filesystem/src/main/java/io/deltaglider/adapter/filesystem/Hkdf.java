package io.deltaglider.adapter.filesystem;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HKDF with SHA-256 of RFC 5869, as far as a key of 32 bytes needs it. */
final class Hkdf {
  private static final String HMAC = "HmacSHA256";

  private Hkdf() {}

  /**
   * Returns the first 32 bytes of the output keying material.
   *
   * @param salt at least one byte
   */
  static byte[] derive(byte[] key, byte[] salt, byte[] info) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(salt, HMAC)); // §2.2: extract
      byte[] pseudorandomKey = mac.doFinal(key);
      mac.init(new SecretKeySpec(pseudorandomKey, HMAC)); // §2.3: expand, T(1)
      mac.update(info);
      mac.update((byte) 1);
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + HMAC, e);
    }
  }
}
