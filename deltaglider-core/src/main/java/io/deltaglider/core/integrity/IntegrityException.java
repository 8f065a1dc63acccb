package io.deltaglider.core.integrity;

import io.deltaglider.port.storage.ObjectAddress;
import java.util.Objects;

/**
 * Stored bytes are not what they should be. Retrying does not help unless the store repairs them.
 */
public final class IntegrityException extends RuntimeException {
  private final ObjectAddress address;
  private final String expected;
  private final String actual;

  /**
   * Creates an exception.
   *
   * @param address the object that is damaged
   * @param what what was checked, such as {@code content}
   * @param expected what was recorded: a hash or a size
   * @param actual what was found
   */
  public IntegrityException(ObjectAddress address, String what, String expected, String actual) {
    super(address + ": " + what + " is damaged: expected " + expected + ", found " + actual);
    this.address = Objects.requireNonNull(address, "address");
    this.expected = Objects.requireNonNull(expected, "expected");
    this.actual = Objects.requireNonNull(actual, "actual");
  }

  /** Creates an exception for an object that cannot be read because its reference is damaged. */
  public IntegrityException(ObjectAddress address, IntegrityException ofReference) {
    super(address + ": cannot be read: " + ofReference.getMessage(), ofReference);
    this.address = Objects.requireNonNull(address, "address");
    this.expected = ofReference.expected;
    this.actual = ofReference.actual;
  }

  /** Creates an exception for stored bytes that cannot be decoded at all. */
  public IntegrityException(ObjectAddress address, String what, RuntimeException cause) {
    super(address + ": " + what + " is damaged: " + cause.getMessage(), cause);
    this.address = Objects.requireNonNull(address, "address");
    this.expected = "a well-formed stream";
    this.actual = String.valueOf(cause.getMessage());
  }

  /** Returns the object that is damaged, or that cannot be read for its damaged reference. */
  public ObjectAddress address() {
    return address;
  }

  /** Returns what was recorded: a hash, a size or a form. */
  public String expected() {
    return expected;
  }

  /** Returns what was found instead. */
  public String actual() {
    return actual;
  }
}
