package io.deltaglider.core.reference;

import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.StorageException;
import java.util.Objects;

/** A delta cannot be read because its reference is not in the store. */
public final class ReferenceUnavailableException extends RuntimeException {
  private final ObjectAddress address;
  private final ObjectAddress reference;

  /**
   * Creates an exception.
   *
   * @param address the delta
   * @param reference where its reference should be
   * @param cause what the store said
   */
  public ReferenceUnavailableException(
      ObjectAddress address, ObjectAddress reference, StorageException cause) {
    super(address + ": its reference " + reference + " is missing", cause);
    this.address = Objects.requireNonNull(address, "address");
    this.reference = Objects.requireNonNull(reference, "reference");
  }

  /** Returns the delta's address. */
  public ObjectAddress address() {
    return address;
  }

  /** Returns where the reference should be. */
  public ObjectAddress reference() {
    return reference;
  }
}
