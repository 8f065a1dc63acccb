package io.deltaglider.core.vcdiff;

import java.util.Arrays;

/**
 * Earlier places in a window that begin with the same six bytes, the nearest first: hash chains
 * over the last MiB, as in zlib. Not thread-safe.
 */
final class WindowChains {
  private static final int HEADS_BITS = 18;
  private static final int REACH = 1 << 20;

  private final int depth;

  /** The last position of each hash, plus one. */
  private final int[] heads = new int[1 << HEADS_BITS];

  /** The position before each with the same hash, plus one; at the position modulo the reach. */
  private final int[] previous = new int[REACH];

  private byte[] target = new byte[0];
  private int entered;
  private int limit;
  private int left;

  /**
   * @param depth how many places are returned at most for one position
   */
  WindowChains(int depth) {
    this.depth = depth;
  }

  /** Begins with another window. */
  void reset(byte[] target, int start) {
    this.target = target;
    Arrays.fill(heads, 0);
    entered = start;
  }

  /**
   * Returns the nearest place before a position, or -1.
   *
   * @param position not below that of the call before, and with eight bytes left in the window
   */
  int first(int position) {
    while (entered < position) {
      int slot = slot(entered);
      previous[entered & REACH - 1] = heads[slot];
      heads[slot] = ++entered;
    }
    limit = position - REACH;
    left = depth;
    return place(heads[slot(position)]);
  }

  /** Returns the next one before {@code place}, which was returned last, or -1. */
  int next(int place) {
    return place(previous[place & REACH - 1]);
  }

  private int place(int entry) {
    return --left >= 0 && entry > Math.max(0, limit) ? entry - 1 : -1;
  }

  private int slot(int position) {
    return Bytes.hashOfSix(target, position, HEADS_BITS);
  }
}
