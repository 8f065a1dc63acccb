package io.deltaglider.core.layout;

import io.deltaglider.port.storage.ObjectAddress;

/** A caller named an internal key, which no operation on objects may touch. */
public final class ReservedKeyException extends RuntimeException {
  private final ObjectAddress address;

  ReservedKeyException(ObjectAddress address) {
    super(
        address
            + ": keys that begin with '"
            + BucketLayout.RESERVED_PREFIX
            + "' are reserved for DeltaGlider's own data");
    this.address = address;
  }

  /** Returns the address that was refused. */
  public ObjectAddress address() {
    return address;
  }
}
