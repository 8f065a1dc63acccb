package io.deltaglider.port.contract;

import io.deltaglider.port.contract.Fault.Action;
import io.deltaglider.port.contract.Fault.Step;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Says which calls of a {@link FaultyStorage} are meant: the first that matches, unless told
 * otherwise. Each of the other methods adds what shall happen to them. Immutable.
 */
public final class FaultPlan {
  private final Function<Fault, Fault> register;
  private final Predicate<StorageCall> matches;
  private final int skip;
  private final int times;

  FaultPlan(Function<Fault, Fault> register, Predicate<StorageCall> matches, int skip, int times) {
    this.register = register;
    this.matches = matches;
    this.skip = skip;
    this.times = times;
  }

  /** Returns a plan for those of the calls that name exactly this key (among others). */
  public FaultPlan atKey(String key) {
    return matching(call -> call.keys().contains(key));
  }

  /** Returns a plan for those of the calls that name a key that begins with {@code prefix}. */
  public FaultPlan underPrefix(String prefix) {
    return matching(call -> call.keys().stream().anyMatch(key -> key.startsWith(prefix)));
  }

  /** Returns a plan for those of the calls that the predicate accepts. */
  public FaultPlan matching(Predicate<StorageCall> predicate) {
    return new FaultPlan(register, matches.and(predicate), skip, times);
  }

  /** Returns a plan that leaves the first {@code count} matching calls alone. */
  public FaultPlan skip(int count) {
    return new FaultPlan(register, matches, count, times);
  }

  /** Returns a plan for {@code count} calls instead of one. */
  public FaultPlan times(int count) {
    return new FaultPlan(register, matches, skip, count);
  }

  /** Returns a plan for all matching calls. */
  public FaultPlan always() {
    return times(Integer.MAX_VALUE);
  }

  /** The call fails and has no effect. */
  public Fault fail(Kind kind) {
    return add(Step.failure(kind, "injected failure"), Step.NOTHING, Optional.empty());
  }

  /** The call has its effect, but its answer is lost and it fails. */
  public Fault failAfterwards(Kind kind) {
    return add(Step.NOTHING, Step.failure(kind, "injected loss of the answer"), Optional.empty());
  }

  /** The hook runs in the calling thread before the call reaches the store. */
  public Fault runBefore(Runnable hook) {
    return add(Step.hook(hook), Step.NOTHING, Optional.empty());
  }

  /** The hook runs in the calling thread once the store has done its part. */
  public Fault runAfter(Runnable hook) {
    return add(Step.NOTHING, Step.hook(hook), Optional.empty());
  }

  /**
   * The body that is opened, or the content that is put, fails once {@code bytes} of it were read,
   * in the way of a store that became unavailable.
   */
  public Fault failBodyAfter(long bytes) {
    StorageException cause =
        new StorageException(Kind.UNAVAILABLE, "injected failure after " + bytes + " bytes");
    return add(Step.NOTHING, Step.NOTHING, Optional.of(BodyFault.failure(bytes, cause)));
  }

  /** The body that is opened, or the content that is put, ends cleanly after {@code bytes}. */
  public Fault truncateBodyTo(long bytes) {
    return add(Step.NOTHING, Step.NOTHING, Optional.of(BodyFault.end(bytes)));
  }

  /** One bit of the body that is opened, or the content that is put, is flipped in this byte. */
  public Fault flipBitAt(long position) {
    return add(Step.NOTHING, Step.NOTHING, Optional.of(BodyFault.flip(position)));
  }

  private Fault add(Step before, Step after, Optional<BodyFault> body) {
    return register.apply(new Fault(matches, skip, times, new Action(before, after, body)));
  }
}
