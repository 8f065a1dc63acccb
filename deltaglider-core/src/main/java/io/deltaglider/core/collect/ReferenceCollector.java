package io.deltaglider.core.collect;

import io.deltaglider.core.collect.Internals.ExpiredException;
import io.deltaglider.core.collect.Internals.Grace;
import io.deltaglider.core.collect.Marker.State;
import io.deltaglider.core.collect.Outcome.Kind;
import io.deltaglider.core.layout.BucketLayout;
import io.deltaglider.core.model.Sha256;
import io.deltaglider.core.time.TimeSource;
import io.deltaglider.port.storage.StorageException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides about one reference after the other and does what follows; docs/COLLECTION.md, "A run".
 * Thread-safe.
 */
final class ReferenceCollector {
  /** What is relied on has been written so long ago, by the store's clock. */
  static final Duration WAIT = Duration.ofHours(24);

  /** Nothing is written or deleted longer after the look that justifies it. */
  private static final Duration ACT_WITHIN = Duration.ofHours(1);

  private final Internals internals;
  private final Pointers pointers;
  private final TimeSource time;
  private final Facts facts;
  private final boolean dryRun;

  /**
   * What the run knows.
   *
   * @param bucket which bucket
   * @param now the store's time before the scan began
   * @param candidates references that were there before the scan began
   * @param used those of them that the scan found in use
   * @param complete whether the scan saw everything
   */
  record Facts(
      String bucket, Instant now, Set<Sha256> candidates, Set<Sha256> used, boolean complete) {
    boolean isUnused(Sha256 reference) {
      return complete && candidates.contains(reference) && !used.contains(reference);
    }
  }

  ReferenceCollector(
      Internals internals, Pointers pointers, TimeSource time, Facts facts, boolean dryRun) {
    this.internals = internals;
    this.pointers = pointers;
    this.time = time;
    this.facts = facts;
    this.dryRun = dryRun;
  }

  /** Deals with one reference. Never throws because the store fails: the outcome says so. */
  Outcome handle(ReferenceEntry entry) {
    String subject = BucketLayout.reference(facts.bucket(), entry.content()).key();
    try {
      if (!entry.marked()) {
        return facts.isUnused(entry.content()) ? condemn(entry) : leave(entry);
      }
      Optional<Marker> marker = internals.readMarker(entry.content());
      if (marker.isEmpty()) {
        return Outcome.unknown(subject + ": its marker cannot be understood, so it is left alone");
      }
      return handle(entry, marker.get());
    } catch (ExpiredException e) {
      return Outcome.failed(subject, String.valueOf(e.getMessage()));
    } catch (StorageException e) {
      if (e.kind() == StorageException.Kind.NO_SUCH_KEY) {
        return Outcome.of(Kind.LEFT); // another collector has just removed the marker
      }
      return Outcome.failed(subject, String.valueOf(e.getMessage()));
    }
  }

  private Outcome leave(ReferenceEntry entry) {
    boolean unknown =
        facts.candidates().contains(entry.content()) && !facts.used().contains(entry.content());
    return Outcome.of(unknown ? Kind.LEFT : Kind.USED);
  }

  private Outcome condemn(ReferenceEntry entry) {
    Outcome condemned = Outcome.waiting(Kind.CONDEMNED, facts.now().plus(WAIT));
    if (dryRun) {
      return condemned;
    }
    List<String> names = pointers.of(entry.content());
    if (!internals.condemn(entry.content(), names)) {
      return Outcome.of(Kind.WAITING);
    }
    return condemned.withPointersRemoved(pointers.remove(names));
  }

  private Outcome handle(ReferenceEntry entry, Marker marker) throws ExpiredException {
    boolean due = !marker.written().plus(WAIT).isAfter(facts.now());
    boolean used = entry.isThere() && facts.used().contains(entry.content());
    if (!entry.isThere() || marker.state() == State.RESCUING) {
      return due ? finish(entry, marker) : waiting(marker);
    }
    if (used && (due || marker.state() == State.CONDEMNED)) {
      return rescue(entry, marker);
    }
    if (due && facts.isUnused(entry.content())) {
      return collect(entry, marker);
    }
    long removed = dryRun ? 0 : pointers.remove(pointers.of(entry.content()));
    return waiting(marker).withPointersRemoved(removed);
  }

  private static Outcome waiting(Marker marker) {
    return Outcome.waiting(Kind.WAITING, marker.written().plus(WAIT));
  }

  private Outcome rescue(ReferenceEntry entry, Marker marker) throws ExpiredException {
    if (!dryRun) {
      grace(entry).check();
      internals.replaceMarker(entry.content(), State.RESCUING, marker.pointers());
    }
    return Outcome.of(Kind.RESCUED);
  }

  private Outcome collect(ReferenceEntry entry, Marker marker) throws ExpiredException {
    if (dryRun) {
      return Outcome.of(Kind.DELETED);
    }
    Grace grace = grace(entry);
    grace.check();
    internals.replaceMarker(entry.content(), State.COLLECTING, marker.pointers());
    internals.deleteReference(entry.content(), grace);
    return Outcome.of(Kind.DELETED)
        .withPointersRemoved(pointers.remove(pointers.of(entry.content())));
  }

  /** Removes a marker that has done its work. */
  private Outcome finish(ReferenceEntry entry, Marker marker) throws ExpiredException {
    Outcome finished = Outcome.of(Kind.USED).withMarkerRemoved();
    if (dryRun) {
      return finished;
    }
    long removed = 0;
    if (entry.isThere()) {
      pointers.restore(entry.content(), marker.pointers());
    } else {
      removed = pointers.remove(pointers.of(entry.content()));
    }
    internals.deleteMarker(entry.content(), grace(entry));
    return finished.withPointersRemoved(removed);
  }

  private Grace grace(ReferenceEntry entry) {
    return () -> {
      if (time.since(entry.look()).compareTo(ACT_WITHIN) >= 0) {
        throw new ExpiredException();
      }
    };
  }
}
