package io.deltaglider.port.storage;

import java.util.Objects;
import java.util.Optional;

/**
 * One object to delete.
 *
 * @param key its key, see {@link ObjectAddress}
 * @param condition needs {@link Capability#CONDITIONAL_DELETE} unless it always holds; may not be
 *     {@code IF_ABSENT}. It is about the version that is removed, if one is given
 * @param versionId needs {@link Capability#VERSIONS} unless absent: removes that version for good;
 *     if it was the newest, the one before is the current one then
 */
public record DeleteRequest(String key, WriteCondition condition, Optional<String> versionId) {
  /** Checks key and condition. */
  public DeleteRequest {
    ObjectAddress.checkKey(key);
    Objects.requireNonNull(versionId, "versionId");
    if (condition.kind() == WriteCondition.Kind.IF_ABSENT) {
      throw new IllegalArgumentException("a delete cannot require that there is no object: " + key);
    }
  }

  /** Returns the unconditional request to delete the current object under {@code key}. */
  public static DeleteRequest of(String key) {
    return new DeleteRequest(key, WriteCondition.always(), Optional.empty());
  }

  /** Returns the request to delete the object under {@code key} if it has this ETag. */
  public static DeleteRequest ifMatch(String key, String etag) {
    return new DeleteRequest(key, WriteCondition.ifMatch(etag), Optional.empty());
  }
}
