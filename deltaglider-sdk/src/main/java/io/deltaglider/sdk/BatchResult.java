package io.deltaglider.sdk;

import java.util.List;
import java.util.Optional;

/**
 * How a batch ended.
 *
 * @param <T> what each item comes to
 * @param items all of them, in the order they were given
 */
public record BatchResult<T>(List<BatchItem<T>> items) {
  /** Copies the list. */
  public BatchResult {
    items = List.copyOf(items);
  }

  /** Returns what the items came to that did not fail. */
  public List<T> results() {
    return items.stream().map(BatchItem::result).flatMap(Optional::stream).toList();
  }

  /** Returns the items that failed. */
  public List<BatchItem<T>> failures() {
    return items.stream().filter(item -> item.failure().isPresent()).toList();
  }
}
