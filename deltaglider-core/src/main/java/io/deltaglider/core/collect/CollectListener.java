package io.deltaglider.core.collect;

/** Is told how far a collection has come, now and then, by the thread that runs it. */
@FunctionalInterface
public interface CollectListener {
  /** Listens to nothing. */
  CollectListener NONE = scanned -> {};

  /**
   * Called for each page of the scan.
   *
   * @param scanned how many objects, or versions of them, were looked at so far
   */
  void scanned(long scanned);
}
