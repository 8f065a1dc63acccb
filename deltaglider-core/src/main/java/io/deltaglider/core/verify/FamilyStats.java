package io.deltaglider.core.verify;

import java.util.Objects;

/**
 * What the objects of one family hold and cost. A reference that several families use is counted
 * for that whose key is listed first.
 *
 * @param pattern what the keys have in common, with {@code *} for what differs
 * @param objects how many objects
 * @param deltas how many of them are deltas
 * @param logicalBytes size of their contents
 * @param objectBytes size of their stored bodies
 * @param references how many references are counted for them
 * @param referenceBytes size of these references
 */
public record FamilyStats(
    String pattern,
    long objects,
    long deltas,
    long logicalBytes,
    long objectBytes,
    long references,
    long referenceBytes) {
  /** Checks that nothing is null. */
  public FamilyStats {
    Objects.requireNonNull(pattern, "pattern");
  }

  /** Returns the size of what is stored for the family. */
  public long storedBytes() {
    return objectBytes + referenceBytes;
  }

  /** Returns the saved part of the contents; negative if more is stored; 0 if there are none. */
  public double savedRatio() {
    return logicalBytes == 0 ? 0 : (double) (logicalBytes - storedBytes()) / logicalBytes;
  }
}
