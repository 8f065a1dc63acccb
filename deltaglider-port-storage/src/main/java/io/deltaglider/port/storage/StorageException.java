package io.deltaglider.port.storage;

import java.io.IOException;
import java.util.Objects;

/**
 * A store refused or failed. The message reads {@code <action> <address>: <cause>}; {@link #kind}
 * is what callers decide by.
 */
public final class StorageException extends RuntimeException {
  private final Kind kind;

  /** Why a store refused or failed. */
  public enum Kind {
    /** There is no such bucket. */
    NO_SUCH_BUCKET,
    /** There is no such object, or no such version of it. */
    NO_SUCH_KEY,
    /** The bucket to create exists. */
    BUCKET_ALREADY_EXISTS,
    /** The bucket to delete holds objects. */
    BUCKET_NOT_EMPTY,
    /** A condition of the request does not hold. Nothing was changed. */
    PRECONDITION_FAILED,
    /** The range begins at or behind the object's end. */
    INVALID_RANGE,
    /** The caller lacks the permission, or the medium is read-only. */
    ACCESS_DENIED,
    /** The store lacks the {@link Capability} that the request needs. */
    NOT_SUPPORTED,
    /** The store took the request for wrong: a bad name, too large, a body of another length. */
    REJECTED,
    /** What is stored cannot be understood: damaged, or written by a newer version. */
    DAMAGED,
    /** The medium is full. */
    NO_SPACE,
    /** Too many requests; the same request may succeed later. */
    THROTTLED,
    /** The store cannot be reached or failed; the same request may succeed later. */
    UNAVAILABLE
  }

  /** Creates an exception without an underlying failure. */
  public StorageException(Kind kind, String message) {
    super(message);
    this.kind = Objects.requireNonNull(kind, "kind");
  }

  /** Creates an exception that translates {@code cause}. */
  public StorageException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = Objects.requireNonNull(kind, "kind");
  }

  /**
   * Returns what went wrong while reading a body: the {@code StorageException} that travelled as
   * the cause of {@code e}, or one of kind {@code UNAVAILABLE} if there is none.
   *
   * @param action what was done to what, for the message
   */
  public static StorageException ofBody(IOException e, String action) {
    if (e.getCause() instanceof StorageException cause) {
      return cause;
    }
    return new StorageException(Kind.UNAVAILABLE, action + ": " + e.getMessage(), e);
  }

  /** Returns why the store refused or failed. */
  public Kind kind() {
    return kind;
  }

  /** Returns whether the same request may succeed later. */
  public boolean isRetryable() {
    return kind == Kind.THROTTLED || kind == Kind.UNAVAILABLE;
  }
}
