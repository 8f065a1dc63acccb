package io.deltaglider.cli.transfer;

import io.deltaglider.cli.ExitCode;
import io.deltaglider.cli.failure.CliException;
import io.deltaglider.cli.location.Location;
import io.deltaglider.cli.location.Location.Local;
import io.deltaglider.cli.location.Location.Remote;
import io.deltaglider.cli.location.ObjectUri;
import io.deltaglider.cli.transfer.Transfer.Direction;
import io.deltaglider.port.storage.KeyOrder;
import io.deltaglider.port.storage.ListQuery;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Compares a source with a target, both in the order of their keys, and plans what makes the target
 * like the source. Holds one page of each. Not thread-safe.
 */
public final class SyncPlanner {
  /** What the predecessors of this program restore their deltas with, beside these. */
  private static final String PREDECESSORS_REFERENCE = "reference.bin";

  private final TransferPlanner planner;
  private final SyncRules rules;
  private final boolean delete;
  private final Failed failed;

  /**
   * Creates a planner.
   *
   * @param planner plans the transfers
   * @param delete whether what is only at the target is deleted
   * @param failed told what is not deleted although it should be
   */
  public SyncPlanner(TransferPlanner planner, SyncRules rules, boolean delete, Failed failed) {
    this.planner = planner;
    this.rules = rules;
    this.delete = delete;
    this.failed = failed;
  }

  /** Returns the steps, as they are found. */
  public Iterator<Step> plan(Location from, Location to) {
    Location source = TransferPlanner.asDirectory(from);
    Location target = TransferPlanner.asDirectory(to);
    Lazy<Found> sources = planner.listSource(source, true);
    planner.checkTarget(source, target);
    return new Join(source, target, sources, targets(target));
  }

  private Lazy<Found> targets(Location target) {
    boolean nothing = target instanceof Local local && !Files.exists(local.path());
    if (!nothing) {
      return planner.listTarget(target);
    }
    return new Lazy<>() {
      @Override
      Optional<Found> advance() {
        return Optional.empty();
      }
    };
  }

  /** Joins two sorted listings. */
  private final class Join extends Lazy<Step> {
    private final Location from;
    private final Location to;
    private final Lazy<Found> sources;
    private final Lazy<Found> targets;
    private final Optional<String> targetInSource;
    private final Optional<String> sourceInTarget;
    private final List<String> doomed = new ArrayList<>();
    private boolean saidWhy;

    Join(Location from, Location to, Lazy<Found> sources, Lazy<Found> targets) {
      this.from = from;
      this.to = to;
      this.sources = sources;
      this.targets = targets;
      targetInSource = planner.inside(from, to);
      sourceInTarget = planner.inside(to, from);
    }

    @Override
    Optional<Step> advance() {
      while (true) {
        // First the source: if it is not there, that must be known before anything is deleted.
        Optional<Found> source = sources.peek();
        Optional<Found> target = targets.peek();
        if (source.isEmpty() && target.isEmpty()) {
          return lastDeletion();
        }
        Optional<Step> step = next(source, target);
        if (step.isPresent()) {
          return step;
        }
      }
    }

    private Optional<Step> next(Optional<Found> source, Optional<Found> target) {
      int order = 0;
      if (source.isEmpty()) {
        order = 1;
      } else if (target.isEmpty()) {
        order = -1;
      } else {
        order = KeyOrder.compare(source.get().key(), target.get().key());
      }
      if (order < 0) {
        return transfer(sources.next());
      }
      if (order > 0) {
        return onlyAtTarget(targets.next());
      }
      Found present = targets.next();
      Found wanted = sources.next();
      return rules.differs(direction(), wanted, present) ? transfer(wanted) : Optional.empty();
    }

    /** The target's own objects are not part of what is brought there. */
    private Optional<Step> transfer(Found source) {
      return isBelow(source, targetInSource) ? Optional.empty() : planner.step(source, from, to);
    }

    private boolean isBelow(Found found, Optional<String> prefix) {
      return prefix.isPresent() && found.key().startsWith(prefix.get());
    }

    private Direction direction() {
      if (from instanceof Local) {
        return Direction.UPLOAD;
      }
      return to instanceof Local ? Direction.DOWNLOAD : Direction.COPY;
    }

    private Optional<Step> onlyAtTarget(Found found) {
      if (!delete
          || found.isDirectoryMarker()
          || isBelow(found, sourceInTarget)
          || !planner.listing().filters().accepts(found.key())) {
        return Optional.empty();
      }
      if (planner.unreadable() > 0) {
        sayWhyNothingIsDeleted();
        return Optional.empty();
      }
      if (found.path().isPresent()) {
        return Optional.of(planner.deletion(found));
      }
      ObjectUri prefix = target();
      String key = prefix.key() + found.key();
      if (key.substring(key.lastIndexOf('/') + 1).equals(PREDECESSORS_REFERENCE)) {
        return Optional.empty();
      }
      doomed.add(key);
      return doomed.size() < ListQuery.MAX_PAGE_SIZE ? Optional.empty() : lastDeletion();
    }

    private void sayWhyNothingIsDeleted() {
      if (!saidWhy) {
        saidWhy = true;
        failed.accept(
            new CliException(
                ExitCode.PARTIAL,
                "sync",
                "--delete",
                "not everything could be read, so nothing more is deleted",
                ""));
      }
    }

    private Optional<Step> lastDeletion() {
      if (doomed.isEmpty()) {
        return Optional.empty();
      }
      Step step = planner.deletion(target(), doomed);
      doomed.clear();
      return Optional.of(step);
    }

    private ObjectUri target() {
      if (to instanceof Remote remote) {
        return remote.uri();
      }
      throw new IllegalStateException("no objects at " + to);
    }
  }
}
