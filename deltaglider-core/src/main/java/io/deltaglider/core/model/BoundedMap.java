package io.deltaglider.core.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A map that forgets its least recently used entry when it is full. Thread-safe.
 *
 * @param <K> type of keys
 * @param <V> type of values
 */
public final class BoundedMap<K, V> {
  private final Map<K, V> entries;

  /** Creates an empty map of at most {@code capacity} entries. */
  public BoundedMap(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity " + capacity + " is below 1");
    }
    this.entries =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > capacity;
          }
        };
  }

  /** Returns the value of {@code key}, if it is remembered. */
  public synchronized Optional<V> get(K key) {
    return Optional.ofNullable(entries.get(key));
  }

  /** Remembers a value. */
  public synchronized void put(K key, V value) {
    entries.put(Objects.requireNonNull(key, "key"), Objects.requireNonNull(value, "value"));
  }

  /** Replaces the value of {@code key}, if it is remembered, by what {@code change} makes of it. */
  public synchronized void update(K key, UnaryOperator<V> change) {
    entries.computeIfPresent(key, (same, value) -> change.apply(value));
  }

  /** Forgets the value of {@code key}. */
  public synchronized void remove(K key) {
    entries.remove(key);
  }

  /** Forgets the values of all keys that match. */
  public synchronized void removeIf(Predicate<K> matches) {
    entries.keySet().removeIf(matches);
  }
}
