package io.deltaglider.sdk;

/**
 * Told of each item of a batch that has ended, by one thread at a time. What it throws ends the
 * batch.
 *
 * @param <T> what an item comes to
 */
@FunctionalInterface
public interface BatchProgress<T> {
  /**
   * An item has ended.
   *
   * @param item how
   * @param done how many have ended, this one included
   * @param total how many there are
   */
  void ended(BatchItem<T> item, int done, int total);
}
