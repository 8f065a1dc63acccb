package io.deltaglider.adapter.filesystem;

import io.deltaglider.port.cache.CacheKey;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The keys of cached content, for this package's tests. */
final class CacheKeys {
  private CacheKeys() {}

  /** Returns the key under which content is cached. */
  static CacheKey of(byte[] content) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
      return new CacheKey(HexFormat.of().formatHex(hash));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
