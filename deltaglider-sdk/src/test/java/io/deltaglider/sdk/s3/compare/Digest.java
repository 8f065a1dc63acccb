package io.deltaglider.sdk.s3.compare;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** MD5 of contents. */
final class Digest {
  private Digest() {}

  static byte[] md5(byte[] bytes) {
    try {
      return MessageDigest.getInstance("MD5").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
