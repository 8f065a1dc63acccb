package io.deltaglider.core.verify;

import io.deltaglider.core.list.ListEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A uniform sample of bounded size of entries that stream by: Vitter's algorithm R, with the same
 * choice for the same stream. Not thread-safe.
 */
final class Sample {
  private static final long SEED = 0x5eed;

  private final int capacity;
  private final List<ListEntry> entries = new ArrayList<>();
  private final SplittableRandom random = new SplittableRandom(SEED);
  private long offered;

  /** Creates a sample of at most so many entries. */
  Sample(int capacity) {
    this.capacity = capacity;
  }

  void offer(ListEntry entry) {
    offered++;
    if (entries.size() < capacity) {
      entries.add(entry);
    } else if (capacity > 0) {
      long place = random.nextLong(offered);
      if (place < capacity) {
        entries.set((int) place, entry);
      }
    }
  }

  List<ListEntry> entries() {
    return entries;
  }
}
