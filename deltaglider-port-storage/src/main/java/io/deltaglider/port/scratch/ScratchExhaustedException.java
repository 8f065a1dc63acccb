package io.deltaglider.port.scratch;

import java.io.IOException;

/**
 * There was no room in the scratch budget for {@link #requestedBytes} more bytes within the waiting
 * time. Retrying later, or with a larger budget, may succeed.
 */
public final class ScratchExhaustedException extends IOException {
  private final long requestedBytes;
  private final long budgetBytes;

  /** Creates an exception for a request that did not fit into the budget. */
  public ScratchExhaustedException(long requestedBytes, long budgetBytes) {
    super(
        "no room for "
            + requestedBytes
            + " bytes of scratch data: all of the budget of "
            + budgetBytes
            + " bytes is in use or too small");
    this.requestedBytes = requestedBytes;
    this.budgetBytes = budgetBytes;
  }

  /** Returns how many bytes were asked for. */
  public long requestedBytes() {
    return requestedBytes;
  }

  /** Returns the whole budget in bytes. */
  public long budgetBytes() {
    return budgetBytes;
  }
}
