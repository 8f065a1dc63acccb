package io.deltaglider.core.vcdiff;

import java.util.Objects;

/**
 * A delta is damaged, hostile, cut short, of a kind that is not supported, or does not belong to
 * the source it was applied to. Trying again does not help.
 */
public final class MalformedDeltaException extends RuntimeException {
  private final long offset;
  private final String reason;

  /**
   * @param offset where in the delta the fault was noticed, in bytes from its start; for a
   *     compressed section, where the section begins
   * @param reason what is wrong, without the offset
   */
  public MalformedDeltaException(long offset, String reason) {
    super(message(offset, reason));
    this.offset = offset;
    this.reason = reason;
  }

  /** As the other constructor, with the error of a codec as the cause. */
  public MalformedDeltaException(long offset, String reason, Throwable cause) {
    super(message(offset, reason), cause);
    this.offset = offset;
    this.reason = reason;
  }

  /**
   * Returns where in the delta the fault was noticed, in bytes from its start; for a compressed
   * section, where the section begins.
   */
  public long offset() {
    return offset;
  }

  /** Returns what is wrong, without the offset. */
  public String reason() {
    return reason;
  }

  private static String message(long offset, String reason) {
    return "malformed delta at byte " + offset + ": " + Objects.requireNonNull(reason, "reason");
  }
}
