package io.deltaglider.core.vcdiff;

import java.util.Arrays;

/**
 * The COPY instructions found for one stretch of the target, in target order and disjoint. What
 * lies between them is literal. Arrays instead of objects, because a window may have a million. Not
 * thread-safe.
 */
final class Copies {
  private static final int INITIAL_CAPACITY = 256;

  private int[] starts = new int[INITIAL_CAPACITY];
  private int[] lengths = new int[INITIAL_CAPACITY];
  private long[] origins = new long[INITIAL_CAPACITY];
  private int count;
  private int from;

  int count() {
    return count;
  }

  /** Begins with a stretch that starts at an offset. */
  void clear(int from) {
    this.from = from;
    count = 0;
  }

  /** Returns where in the target copy {@code i} begins. */
  int start(int i) {
    return starts[i];
  }

  int length(int i) {
    return lengths[i];
  }

  /** Returns the offset in the target just behind copy {@code i}. */
  int end(int i) {
    return starts[i] + lengths[i];
  }

  /**
   * Returns where copy {@code i} takes its bytes from: a position in the source if at least 0, else
   * the complement of an offset in the target.
   */
  long origin(int i) {
    return origins[i];
  }

  /** Returns the end of the last copy, or where the stretch starts. */
  int end() {
    return count == 0 ? from : end(count - 1);
  }

  /** Returns how many bytes the copies produce that begin at or after {@code start}. */
  int coveredFrom(int start) {
    int covered = 0;
    for (int i = count - 1; i >= 0 && starts[i] >= start; i--) {
      covered += lengths[i];
    }
    return covered;
  }

  void add(int start, int length, long origin) {
    if (count == starts.length) {
      int capacity = 2 * count;
      starts = Arrays.copyOf(starts, capacity);
      lengths = Arrays.copyOf(lengths, capacity);
      origins = Arrays.copyOf(origins, capacity);
    }
    starts[count] = start;
    lengths[count] = length;
    origins[count] = origin;
    count++;
  }

  /** Adds a copy, or lets the last one go on if it does so in both places. */
  void addOrExtend(int start, int length, long origin) {
    if (count > 0 && end() == start && origin == originBehind(count - 1)) {
      lengths[count - 1] += length;
    } else {
      add(start, length, origin);
    }
  }

  /** Returns the origin of the byte behind what a copy repeats. */
  private long originBehind(int i) {
    // An offset in the target is a complement.
    return origins[i] >= 0 ? origins[i] + lengths[i] : ~(~origins[i] + lengths[i]);
  }

  /** Forgets the copies from the end that begin at or after {@code start}. */
  void removeFrom(int start) {
    while (count > 0 && starts[count - 1] >= start) {
      count--;
    }
  }
}
