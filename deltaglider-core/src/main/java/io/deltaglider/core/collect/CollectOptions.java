package io.deltaglider.core.collect;

import java.util.Objects;

/**
 * How to collect.
 *
 * @param dryRun whether to write nothing and only say what would be done. What has waited long
 *     enough is then decided by the local clock
 * @param listener told how far it has come
 */
public record CollectOptions(boolean dryRun, CollectListener listener) {
  /** Does it, and tells nobody. */
  public static final CollectOptions DEFAULT = new CollectOptions(false, CollectListener.NONE);

  /** Checks that nothing is null. */
  public CollectOptions {
    Objects.requireNonNull(listener, "listener");
  }

  /** Returns a copy that writes nothing. */
  public CollectOptions withDryRun() {
    return new CollectOptions(true, listener);
  }

  /** Returns a copy that tells this listener. */
  public CollectOptions withListener(CollectListener other) {
    return new CollectOptions(dryRun, other);
  }
}
