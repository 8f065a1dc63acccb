package io.deltaglider.core.verify;

import io.deltaglider.port.storage.ObjectAddress;
import java.util.Objects;
import java.util.Optional;

/**
 * What reading an object again has shown.
 *
 * @param address the object
 * @param result what was proven
 * @param detail what that rests on, or what is wrong, in one line
 * @param size size of the content in bytes; 0 if it is damaged
 * @param warning what endangers the bucket's references, if anything does
 */
public record VerifyReport(
    ObjectAddress address, Result result, String detail, long size, Optional<String> warning) {
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
    Objects.requireNonNull(warning, "warning");
  }
}
