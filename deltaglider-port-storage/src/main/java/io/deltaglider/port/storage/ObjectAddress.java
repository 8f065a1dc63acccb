package io.deltaglider.port.storage;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * Where an object is.
 *
 * @param bucket see {@link BucketName#check}
 * @param key 1 to 1,024 bytes of UTF-8; any character, slashes and dots without meaning
 */
public record ObjectAddress(String bucket, String key) {
  /** The longest key, in bytes of UTF-8. */
  public static final int MAX_KEY_BYTES = 1024;

  /** Checks bucket and key. */
  public ObjectAddress {
    BucketName.check(bucket);
    checkKey(key);
  }

  static void checkKey(String key) {
    Objects.requireNonNull(key, "key");
    if (key.isEmpty()) {
      throw new IllegalArgumentException("an object's key must not be empty");
    }
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(key)) {
      throw new IllegalArgumentException("key is not well-formed Unicode: " + key);
    }
    int bytes = key.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MAX_KEY_BYTES) {
      throw new IllegalArgumentException(
          "key of " + bytes + " bytes is longer than " + MAX_KEY_BYTES + ": " + key);
    }
  }

  /** Returns {@code bucket/key}, as messages show it. */
  @Override
  public String toString() {
    return bucket + "/" + key;
  }
}
