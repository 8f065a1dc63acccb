package io.deltaglider.core.collect;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a collection found and did, or would have done.
 *
 * @param references all that were there before anything was deleted
 * @param used those that objects use, or that came to be during the run
 * @param condemned those that this run found unused
 * @param waiting those that an earlier run condemned, or began to delete, and that are not due yet
 * @param waitingUntil the earliest moment, by the store's clock, at which one of these, or of those
 *     condemned now, is due
 * @param rescued those that were condemned and are in use
 * @param deleted those that are gone now
 * @param markersRemoved how many markers this run has removed, having done their work
 * @param pointersRemoved how many pointers of condemned or missing references this run has removed
 * @param unknownKeys how many keys among those of references and pointers are of no known form
 * @param objectsScanned how many objects, or versions where the bucket keeps them, were looked at
 * @param versioned whether these were versions
 * @param complete whether every one of them could be looked at; if not, nothing was condemned or
 *     deleted
 * @param failures what could not be done, at most {@value #MAX_FAILURES} of it
 * @param failureCount how much could not be done
 * @param warnings what an operator should know, at most {@value #MAX_FAILURES}
 */
public record CollectReport(
    Count references,
    Count used,
    Count condemned,
    Count waiting,
    Optional<Instant> waitingUntil,
    Count rescued,
    Count deleted,
    long markersRemoved,
    long pointersRemoved,
    long unknownKeys,
    long objectsScanned,
    boolean versioned,
    boolean complete,
    List<CollectFailure> failures,
    long failureCount,
    List<String> warnings) {
  /** How many failures and warnings are kept. */
  public static final int MAX_FAILURES = 100;

  /**
   * A number of references.
   *
   * @param number how many
   * @param bytes their size
   */
  public record Count(long number, long bytes) {
    /** None. */
    public static final Count NONE = new Count(0, 0);

    Count plus(long size) {
      return new Count(number + 1, bytes + size);
    }
  }

  /** Copies the lists. */
  public CollectReport {
    Objects.requireNonNull(references, "references");
    Objects.requireNonNull(used, "used");
    Objects.requireNonNull(condemned, "condemned");
    Objects.requireNonNull(waiting, "waiting");
    Objects.requireNonNull(waitingUntil, "waitingUntil");
    Objects.requireNonNull(rescued, "rescued");
    Objects.requireNonNull(deleted, "deleted");
    failures = List.copyOf(failures);
    warnings = List.copyOf(warnings);
  }

  /** Returns whether everything that was to be done was done. */
  public boolean isClean() {
    return complete && failureCount == 0;
  }
}
