package io.deltaglider.sdk;

import io.deltaglider.core.layout.BucketLayout;
import io.deltaglider.port.storage.BucketName;
import io.deltaglider.port.storage.ObjectAddress;

/**
 * {@code s3://bucket/key}, on whichever store the client works, or {@code gs://bucket/key}. Keys
 * are opaque: everything behind the slash that ends the bucket's name, as it is.
 *
 * @param bucket the bucket's name
 * @param key the key or prefix; empty for the bucket itself
 */
record ObjectUri(String bucket, String key) {
  private static final String[] SCHEMES = {"s3://", "gs://"};

  /**
   * Reads a URI.
   *
   * @throws IllegalArgumentException if it is none, or the bucket's name is not legal
   * @throws io.deltaglider.core.layout.ReservedKeyException if the key is internal
   */
  static ObjectUri parse(String text) {
    for (String scheme : SCHEMES) {
      if (text.startsWith(scheme)) {
        String rest = text.substring(scheme.length());
        int slash = rest.indexOf('/');
        String bucket = BucketName.check(slash < 0 ? rest : rest.substring(0, slash));
        return new ObjectUri(bucket, slash < 0 ? "" : rest.substring(slash + 1)).checked();
      }
    }
    throw new IllegalArgumentException("'" + text + "' is not of the form s3://BUCKET/KEY");
  }

  private ObjectUri checked() {
    if (BucketLayout.isReserved(key)) {
      BucketLayout.checkUserAddress(new ObjectAddress(bucket, key));
    }
    return this;
  }

  /** Returns whether this names a place for objects rather than one object. */
  boolean namesDirectory() {
    return key.isEmpty() || key.endsWith("/");
  }

  /**
   * Returns the address of the object.
   *
   * @throws IllegalArgumentException if the key is missing or not legal
   */
  ObjectAddress address() {
    if (key.isEmpty()) {
      throw new IllegalArgumentException("'" + this + "' names a bucket, not an object");
    }
    return new ObjectAddress(bucket, key);
  }

  /** Returns the address of an object that is put here under its own name, or as this key. */
  ObjectAddress addressFor(String fileName) {
    return namesDirectory() ? new ObjectAddress(bucket, key + fileName) : address();
  }

  /**
   * Returns this as the name of a directory.
   *
   * @throws IllegalArgumentException if it does not end in a slash
   */
  ObjectUri requireDirectory() {
    if (!namesDirectory()) {
      throw new IllegalArgumentException(
          "'" + this + "' names one object; a place for several ends in a slash");
    }
    return this;
  }

  /** Returns what is behind the last slash of the key; empty if nothing is. */
  String fileName() {
    return key.substring(key.lastIndexOf('/') + 1);
  }

  @Override
  public String toString() {
    return SCHEMES[0] + bucket + "/" + key;
  }
}
