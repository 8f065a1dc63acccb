package io.deltaglider.core.verify;

import io.deltaglider.port.storage.ObjectAddress;
import java.util.Objects;

/**
 * What reading an object again has shown.
 *
 * @param address the object
 * @param result what was proven
 * @param detail what that rests on, or what is wrong, in one line
 * @param size size of the content in bytes; what was read so far if it is damaged
 */
public record VerifyReport(ObjectAddress address, Result result, String detail, long size) {
  /** What was proven. */
  public enum Result {
    /** The content that would be read now has the recorded SHA-256. */
    VALID,
    /** All bytes can be read, but nothing is recorded to compare them with. */
    READABLE,
    /** What is stored is damaged, or a reference is missing. */
    INVALID
  }

  /** Checks that nothing is null. */
  public VerifyReport {
    Objects.requireNonNull(address, "address");
    Objects.requireNonNull(result, "result");
    Objects.requireNonNull(detail, "detail");
  }
}
