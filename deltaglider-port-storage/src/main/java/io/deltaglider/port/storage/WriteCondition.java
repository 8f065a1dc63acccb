package io.deltaglider.port.storage;

import java.util.Objects;
import java.util.Optional;

/**
 * What must hold at the address of a write or delete, decided atomically with it.
 *
 * @param kind which rule
 * @param etag the wanted ETag, present exactly for {@link Kind#IF_MATCH}
 */
public record WriteCondition(Kind kind, Optional<String> etag) {
  private static final WriteCondition ALWAYS = new WriteCondition(Kind.ALWAYS, Optional.empty());
  private static final WriteCondition IF_ABSENT =
      new WriteCondition(Kind.IF_ABSENT, Optional.empty());

  /** The rules there are. */
  public enum Kind {
    /** Nothing must hold. */
    ALWAYS,
    /** There must be no object. */
    IF_ABSENT,
    /** There must be an object with the given ETag. */
    IF_MATCH
  }

  /** Checks that an ETag is there exactly when it is needed. */
  public WriteCondition {
    Objects.requireNonNull(kind, "kind");
    if (etag.isPresent() != (kind == Kind.IF_MATCH)) {
      throw new IllegalArgumentException(kind + " with etag " + etag);
    }
  }

  /** Returns the condition that always holds. */
  public static WriteCondition always() {
    return ALWAYS;
  }

  /** Returns the condition that there is no object. */
  public static WriteCondition ifAbsent() {
    return IF_ABSENT;
  }

  /** Returns the condition that the object there has this ETag (without quotes). */
  public static WriteCondition ifMatch(String etag) {
    return new WriteCondition(Kind.IF_MATCH, Optional.of(etag));
  }
}
