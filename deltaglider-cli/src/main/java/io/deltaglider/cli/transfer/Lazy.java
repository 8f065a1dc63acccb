package io.deltaglider.cli.transfer;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Makes one element at a time, when it is asked for. Not thread-safe. */
public abstract class Lazy<T> implements Iterator<T> {
  private Optional<T> next = Optional.empty();
  private boolean ended;

  /** Returns one more element; empty if there is none any more. */
  abstract Optional<T> advance();

  @Override
  public final boolean hasNext() {
    if (next.isEmpty() && !ended) {
      next = advance();
      ended = next.isEmpty();
    }
    return next.isPresent();
  }

  @Override
  public final T next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    T element = next.orElseThrow();
    next = Optional.empty();
    return element;
  }

  /** Returns the element that {@link #next} will return, without going on. */
  final Optional<T> peek() {
    return hasNext() ? next : Optional.empty();
  }
}
