package io.deltaglider.core.put;

import io.deltaglider.core.model.Sha256;
import io.deltaglider.core.put.PutOutcome.Form;
import io.deltaglider.port.storage.ObjectAddress;
import java.util.Objects;
import java.util.Optional;

/**
 * What storing an object would cost now.
 *
 * @param address where it would be stored
 * @param form as what
 * @param size size of the content in bytes
 * @param storedSize how many bytes the put would add to the store: the object's body, and the
 *     reference's if it would be new
 * @param reference the reference that the object would need, if it would be a delta
 * @param reason why an object that may be a delta would be passthrough
 */
public record Estimate(
    ObjectAddress address,
    Form form,
    long size,
    long storedSize,
    Optional<Sha256> reference,
    Optional<String> reason) {
  /** Checks that nothing is null. */
  public Estimate {
    Objects.requireNonNull(address, "address");
    Objects.requireNonNull(form, "form");
    Objects.requireNonNull(reference, "reference");
    Objects.requireNonNull(reason, "reason");
  }

  /**
   * Returns the part of the content that would be saved: 0.99 if a hundredth would be stored;
   * negative if more than the content would be; 0 for an empty content.
   */
  public double savedRatio() {
    return size == 0 ? 0 : (double) (size - storedSize) / size;
  }
}
