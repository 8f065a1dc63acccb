package io.deltaglider.core.put;

import java.util.Objects;

/** A delta could not be made or proven; the object is stored in another way for this reason. */
final class DeltaRefusedException extends Exception {
  /** Why there is no delta. */
  enum Cause {
    /** Content and reference have too little in common. */
    MISFIT,
    /** A limit was reached or something failed; another reference would not help. */
    FAILURE
  }

  private final Cause refusal;

  DeltaRefusedException(Cause refusal, String reason) {
    super(reason);
    this.refusal = Objects.requireNonNull(refusal, "refusal");
  }

  DeltaRefusedException(Cause refusal, String reason, Throwable cause) {
    super(reason, cause);
    this.refusal = Objects.requireNonNull(refusal, "refusal");
  }

  Cause refusal() {
    return refusal;
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
