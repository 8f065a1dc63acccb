package io.deltaglider.core.verify;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * What a bucket or a part of it holds and costs. Objects and stored bytes are always counts, never
 * estimates.
 *
 * @param level how it was counted
 * @param exact whether the contents' size, the deltas and the reasons are counts; else they are
 *     extrapolated from {@code examined} objects, or absent
 * @param examined of how many objects the content's size is known
 * @param objects how many objects
 * @param deltas how many of them are deltas; absent if nothing is known of that
 * @param logicalBytes size of all contents; absent if nothing is known of that
 * @param objectBytes size of all stored bodies of objects
 * @param references how many references the bucket has
 * @param referenceBytes size of all references of the bucket
 * @param otherInternalBytes size of everything else internal
 * @param passthroughReasons how many objects are passthrough for which recorded reason
 * @param warning what endangers the bucket's references, if anything does
 * @param families the same by family, of those objects whose metadata came with the listing or was
 *     looked at for every object
 */
public record BucketStats(
    StatsLevel level,
    boolean exact,
    long examined,
    long objects,
    OptionalLong deltas,
    OptionalLong logicalBytes,
    long objectBytes,
    long references,
    long referenceBytes,
    long otherInternalBytes,
    Map<String, Long> passthroughReasons,
    Optional<String> warning,
    FamilyBreakdown families) {
  /** Sorts the reasons. */
  public BucketStats {
    Objects.requireNonNull(level, "level");
    Objects.requireNonNull(deltas, "deltas");
    Objects.requireNonNull(logicalBytes, "logicalBytes");
    passthroughReasons = Collections.unmodifiableMap(new TreeMap<>(passthroughReasons));
    Objects.requireNonNull(warning, "warning");
    Objects.requireNonNull(families, "families");
  }

  /** Returns the size of everything that is stored. */
  public long storedBytes() {
    return objectBytes + referenceBytes + otherInternalBytes;
  }

  /**
   * Returns how much smaller the stored bytes are than the contents; negative if they are larger;
   * absent if the contents' size is.
   */
  public OptionalLong savedBytes() {
    return logicalBytes.isPresent()
        ? OptionalLong.of(logicalBytes.getAsLong() - storedBytes())
        : OptionalLong.empty();
  }

  /** Returns the saved part of the contents; 0 if there are none; absent if their size is. */
  public OptionalDouble savedRatio() {
    if (logicalBytes.isEmpty()) {
      return OptionalDouble.empty();
    }
    long logical = logicalBytes.getAsLong();
    return OptionalDouble.of(logical == 0 ? 0 : (double) (logical - storedBytes()) / logical);
  }
}
