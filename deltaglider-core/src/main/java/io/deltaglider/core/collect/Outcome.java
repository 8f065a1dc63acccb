package io.deltaglider.core.collect;

import java.time.Instant;
import java.util.Optional;

/**
 * What became of one reference in a run.
 *
 * @param until when it is due, if it waits
 * @param markerRemoved whether its marker was removed
 * @param pointersRemoved how many of its pointers were removed
 * @param failure what could not be done
 * @param warning what an operator should know
 */
record Outcome(
    Kind kind,
    Optional<Instant> until,
    boolean markerRemoved,
    long pointersRemoved,
    Optional<CollectFailure> failure,
    Optional<String> warning) {
  /** How it stands. */
  enum Kind {
    /** In use, or too new to tell. */
    USED,
    /** Found unused by this run. */
    CONDEMNED,
    /** Condemned, claimed or rescued before, and not due yet. */
    WAITING,
    /** Condemned, and in use. */
    RESCUED,
    /** Gone. */
    DELETED,
    /** Left as it is because it is not known what it is, or could not be dealt with. */
    LEFT
  }

  static Outcome of(Kind kind) {
    return new Outcome(kind, Optional.empty(), false, 0, Optional.empty(), Optional.empty());
  }

  static Outcome waiting(Kind kind, Instant until) {
    return new Outcome(kind, Optional.of(until), false, 0, Optional.empty(), Optional.empty());
  }

  static Outcome failed(String subject, String reason) {
    CollectFailure failure = new CollectFailure(subject, reason);
    return new Outcome(
        Kind.LEFT, Optional.empty(), false, 0, Optional.of(failure), Optional.empty());
  }

  static Outcome unknown(String warning) {
    return new Outcome(
        Kind.LEFT, Optional.empty(), false, 0, Optional.empty(), Optional.of(warning));
  }

  Outcome withMarkerRemoved() {
    return new Outcome(kind, until, true, pointersRemoved, failure, warning);
  }

  Outcome withPointersRemoved(long number) {
    return new Outcome(kind, until, markerRemoved, number, failure, warning);
  }
}
