package io.deltaglider.core.verify;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a bucket or a part of it holds and costs.
 *
 * @param objects how many objects
 * @param deltas how many of them are deltas
 * @param logicalBytes size of all contents
 * @param objectBytes size of all stored bodies of objects
 * @param references how many references the bucket has
 * @param referenceBytes size of all references of the bucket
 * @param otherInternalBytes size of everything else internal
 * @param passthroughReasons how many objects are passthrough for which recorded reason
 * @param warning what endangers the bucket's references, if anything does
 */
public record BucketStats(
    long objects,
    long deltas,
    long logicalBytes,
    long objectBytes,
    long references,
    long referenceBytes,
    long otherInternalBytes,
    Map<String, Long> passthroughReasons,
    Optional<String> warning) {
  /** Sorts the reasons. */
  public BucketStats {
    passthroughReasons = Collections.unmodifiableMap(new TreeMap<>(passthroughReasons));
    Objects.requireNonNull(warning, "warning");
  }

  /** Returns the size of everything that is stored. */
  public long storedBytes() {
    return objectBytes + referenceBytes + otherInternalBytes;
  }

  /**
   * Returns how much smaller the stored bytes are than the contents; negative if they are larger.
   */
  public long savedBytes() {
    return logicalBytes - storedBytes();
  }

  /** Returns the saved part of the contents; 0 if there are none. */
  public double savedRatio() {
    return logicalBytes == 0 ? 0 : (double) savedBytes() / logicalBytes;
  }
}
