package io.deltaglider.core.vcdiff;

import java.util.Objects;

/**
 * How encoding ended.
 *
 * @param outcome why it ended
 * @param deltaBytes how many bytes were written; a whole stream only if the outcome is {@code
 *     COMPLETE}
 */
public record EncodeResult(Outcome outcome, long deltaBytes) {
  /** Why encoding ended. */
  public enum Outcome {
    /** The stream is complete. */
    COMPLETE,
    /** The stream would have exceeded {@link EncodeLimits#maxDeltaBytes}. */
    DELTA_TOO_LARGE,
    /** {@link EncodeLimits#stop} said so. */
    STOPPED
  }

  /** Requires an outcome. */
  public EncodeResult {
    Objects.requireNonNull(outcome, "outcome");
  }

  /** Tells whether the stream is complete. */
  public boolean isComplete() {
    return outcome == Outcome.COMPLETE;
  }
}
