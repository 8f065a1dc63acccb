package io.deltaglider.core.get;

import java.util.Objects;

/**
 * An object is what the caller has already, so it is not read again; see {@link ReadConditions}.
 */
public final class NotModifiedException extends RuntimeException {
  private final transient ObjectInfo info;

  NotModifiedException(ObjectInfo info) {
    super("read " + info.address() + ": not modified, its ETag is " + info.etag());
    this.info = Objects.requireNonNull(info, "info");
  }

  /** Returns what is known about the object. */
  public ObjectInfo info() {
    return info;
  }
}
