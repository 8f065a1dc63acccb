package io.deltaglider.core.integrity;

import io.deltaglider.core.model.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The JDK's message digests, which every Java platform must have. */
public final class Digests {
  /** How many bytes are read and hashed at a time. */
  public static final int BUFFER_SIZE = 128 * 1024;

  private Digests() {}

  /** Returns a new SHA-256 digest. */
  public static MessageDigest sha256() {
    return digest("SHA-256");
  }

  /** Returns a new MD5 digest, for ETags only. */
  public static MessageDigest md5() {
    return digest("MD5");
  }

  /** Reads {@code stream} to its end and returns the hash of its bytes. Does not close it. */
  public static Sha256 sha256(InputStream stream) throws IOException {
    MessageDigest digest = sha256();
    byte[] buffer = new byte[BUFFER_SIZE];
    for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
      digest.update(buffer, 0, count);
    }
    return Sha256.of(digest.digest());
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java platform lacks " + algorithm, e);
    }
  }
}
