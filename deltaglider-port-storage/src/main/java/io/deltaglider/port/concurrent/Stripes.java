package io.deltaglider.port.concurrent;

import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A bounded number of locks for any number of keys, with which threads that need to know the same
 * let one of them find out. Reentrant. Thread-safe.
 *
 * <p>An action must not lock another key of the same instance: two that did could wait for each
 * other without end.
 */
public final class Stripes {
  private static final int COUNT = 64;

  private final Object[] locks = Stream.generate(Object::new).limit(COUNT).toArray();

  /** Returns what {@code action} does, which runs in no other thread for the same key meanwhile. */
  public <T> T withLock(Object key, Supplier<T> action) {
    synchronized (locks[Math.floorMod(key.hashCode(), COUNT)]) {
      return action.get();
    }
  }
}
