package io.deltaglider.wiring;

import io.deltaglider.core.get.GetListener;
import io.deltaglider.port.cache.ReferenceCache;
import io.deltaglider.port.storage.StoragePort;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/**
 * What a program puts around the parts of a session, for metrics and the like.
 *
 * @param storage returns what is used in place of a storage: usually a decorator, which closes what
 *     it decorates. Called for the store itself and for each view of it
 * @param cache the same for the cache of references
 * @param gets told of every get
 * @param nanoTime the monotonic clock, in nanoseconds from any start
 */
public record SessionHooks(
    UnaryOperator<StoragePort> storage,
    UnaryOperator<ReferenceCache> cache,
    GetListener gets,
    LongSupplier nanoTime) {
  /** Nothing around anything, and the system's monotonic clock. */
  public static final SessionHooks NONE =
      new SessionHooks(
          UnaryOperator.identity(), UnaryOperator.identity(), GetListener.NONE, System::nanoTime);

  /** Checks that nothing is null. */
  public SessionHooks {
    Objects.requireNonNull(storage, "storage");
    Objects.requireNonNull(cache, "cache");
    Objects.requireNonNull(gets, "gets");
    Objects.requireNonNull(nanoTime, "nanoTime");
  }
}
