package io.deltaglider.core.select;

/** Whether an object may be stored as a delta or serve as a reference, and why. */
public enum Eligibility {
  /** Its name says that it is of a kind that the policy lists. */
  KNOWN_EXTENSION(true, "kind known by its name"),
  /** Its name says nothing, but its first bytes are those of a kind that the policy lists. */
  KNOWN_CONTENT(true, "kind known by its first bytes"),
  /** Readers of predecessors' buckets give such a name a meaning of its own. */
  RESERVED_NAME(false, "name reserved by predecessors"),
  /** It is smaller than the policy's least size. */
  TOO_SMALL(false, "smaller than the policy's least size"),
  /** It is below one of the policy's {@code off} prefixes. */
  SWITCHED_OFF(false, "below a prefix that the policy switches off"),
  /** The policy does not list its kind, or nothing is known of it. */
  OTHER_KIND(false, "not a kind of file that the policy lists"),
  /** The policy enables no scope. */
  NO_SCOPE(false, "the policy enables no scope");

  private final boolean eligible;
  private final String reason;

  Eligibility(boolean eligible, String reason) {
    this.eligible = eligible;
    this.reason = reason;
  }

  /** Whether the delta path is worth trying. */
  public boolean eligible() {
    return eligible;
  }

  /** Returns the reason in a few words of ASCII, for metadata and messages. */
  public String reason() {
    return reason;
  }
}
