package io.deltaglider.core.vcdiff;

import java.util.Objects;
import java.util.function.BooleanSupplier;

/**
 * When to give up encoding.
 *
 * @param maxDeltaBytes the most bytes the whole stream may have, at least 0
 * @param stop asked often, from all threads that encode, whether to stop: a time budget, a
 *     cancelled request. It must be cheap and thread-safe
 */
public record EncodeLimits(long maxDeltaBytes, BooleanSupplier stop) {
  /** No limit at all. */
  public static final EncodeLimits UNLIMITED = new EncodeLimits(Long.MAX_VALUE, () -> false);

  /**
   * @throws IllegalArgumentException if {@code maxDeltaBytes} is negative
   */
  public EncodeLimits {
    Objects.requireNonNull(stop, "stop");
    if (maxDeltaBytes < 0) {
      throw new IllegalArgumentException("maxDeltaBytes is negative: " + maxDeltaBytes);
    }
  }

  /** Returns limits on size alone. */
  public static EncodeLimits maxDeltaBytes(long maxDeltaBytes) {
    return new EncodeLimits(maxDeltaBytes, UNLIMITED.stop());
  }
}
