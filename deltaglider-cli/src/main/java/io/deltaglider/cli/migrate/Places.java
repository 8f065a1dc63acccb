package io.deltaglider.cli.migrate;

import io.deltaglider.cli.location.ObjectUri;

/**
 * Where objects come from and go to: what is behind the source's prefix is put behind the target's.
 *
 * @param source a bucket, or a prefix that ends in a slash
 * @param target a bucket, or a prefix that ends in a slash
 */
public record Places(ObjectUri source, ObjectUri target) {
  /** Returns where the object with this key of the source is. */
  public ObjectUri sourceOf(String key) {
    return source.withKey(key);
  }

  /** Returns where the object with this key of the source goes. */
  public ObjectUri targetOf(String key) {
    return target.withKey(target.key() + below(key));
  }

  /** Returns the part of a key behind the source's prefix. */
  public String below(String key) {
    return key.substring(source.key().length());
  }
}
