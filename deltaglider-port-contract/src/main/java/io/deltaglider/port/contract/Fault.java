package io.deltaglider.port.contract;

import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Something that {@link FaultyStorage} does to the calls that match, as often as was asked for.
 * Thread-safe.
 */
public final class Fault {
  private final Predicate<StorageCall> matches;
  private final Action action;
  private int toSkip; // guarded by this
  private int toHit; // guarded by this
  private int hits; // guarded by this

  /** What happens around a call. */
  static final class Action {
    final Step before;
    final Step after;
    final Optional<BodyFault> body;

    Action(Step before, Step after, Optional<BodyFault> body) {
      this.before = before;
      this.after = after;
      this.body = body;
    }
  }

  /** What happens at one point of a call; may throw. */
  @FunctionalInterface
  interface Step {
    Step NOTHING = call -> {};

    void happen(StorageCall call);

    static Step failure(Kind kind, String text) {
      return call -> {
        throw new StorageException(kind, call + ": " + text);
      };
    }

    static Step hook(Runnable hook) {
      return call -> hook.run();
    }
  }

  Fault(Predicate<StorageCall> matches, int skip, int times, Action action) {
    this.matches = matches;
    this.toSkip = skip;
    this.toHit = times;
    this.action = action;
  }

  /**
   * Returns to how many calls this fault has happened: a test should make sure that it did. A fault
   * inside a body counts as soon as the call is made.
   */
  public synchronized int hits() {
    return hits;
  }

  /** Returns what to do if this call is one that is meant. */
  synchronized Optional<Action> take(StorageCall call) {
    if (toHit == 0 || !matches.test(call)) {
      return Optional.empty();
    }
    if (toSkip > 0) {
      toSkip--;
      return Optional.empty();
    }
    toHit--;
    hits++;
    return Optional.of(action);
  }
}
