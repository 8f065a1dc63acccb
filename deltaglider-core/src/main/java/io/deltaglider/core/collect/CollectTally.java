package io.deltaglider.core.collect;

import io.deltaglider.core.collect.CollectReport.Count;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Adds up a report. Not thread-safe. */
final class CollectTally {
  private final Map<Outcome.Kind, Count> counts = new EnumMap<>(Outcome.Kind.class);
  private final List<CollectFailure> failures = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private Count references = Count.NONE;
  private Optional<Instant> waitingUntil = Optional.empty();
  private long markersRemoved;
  private long pointersRemoved;
  private long unknownKeys;
  private long failureCount;

  void add(ReferenceEntry entry, Outcome outcome) {
    if (entry.isThere()) {
      references = references.plus(entry.size());
      counts.merge(outcome.kind(), Count.NONE.plus(entry.size()), CollectTally::sum);
    }
    if (outcome.markerRemoved()) {
      markersRemoved++;
    }
    pointersRemoved += outcome.pointersRemoved();
    outcome
        .until()
        .filter(time -> waitingUntil.filter(first -> first.isBefore(time)).isEmpty())
        .ifPresent(time -> waitingUntil = Optional.of(time));
    outcome.failure().ifPresent(this::addFailure);
    outcome.warning().ifPresent(this::addWarning);
  }

  private static Count sum(Count one, Count other) {
    return new Count(one.number() + other.number(), one.bytes() + other.bytes());
  }

  void addFailure(CollectFailure failure) {
    failureCount++;
    if (failures.size() < CollectReport.MAX_FAILURES) {
      failures.add(failure);
    }
  }

  void addWarning(String warning) {
    if (warnings.size() < CollectReport.MAX_FAILURES) {
      warnings.add(warning);
    }
  }

  void addUnknownKeys(long number) {
    unknownKeys += number;
  }

  void addPointersRemoved(long number) {
    pointersRemoved += number;
  }

  CollectReport report(long scanned, boolean versioned, boolean complete) {
    return new CollectReport(
        references,
        count(Outcome.Kind.USED),
        count(Outcome.Kind.CONDEMNED),
        count(Outcome.Kind.WAITING),
        waitingUntil,
        count(Outcome.Kind.RESCUED),
        count(Outcome.Kind.DELETED),
        markersRemoved,
        pointersRemoved,
        unknownKeys,
        scanned,
        versioned,
        complete,
        failures,
        failureCount,
        warnings);
  }

  private Count count(Outcome.Kind kind) {
    return counts.getOrDefault(kind, Count.NONE);
  }
}
