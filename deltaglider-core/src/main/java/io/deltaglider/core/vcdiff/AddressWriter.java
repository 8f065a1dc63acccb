package io.deltaglider.core.vcdiff;

import java.util.Arrays;

/**
 * Chooses how to write each COPY's address and writes it. On one diagonal the distance from here is
 * the same every time, and what repeats compresses to nothing: therefore a distance used a moment
 * ago is preferred over a shorter operand. Not thread-safe.
 */
final class AddressWriter {
  private static final int RECENT_DISTANCES = 8;

  private final AddressCache cache = new AddressCache();
  private final long[] recent = new long[RECENT_DISTANCES];
  private int nextRecent;

  void reset() {
    cache.reset();
    Arrays.fill(recent, 0);
    nextRecent = 0;
  }

  /** Returns the mode in which {@link #write} should write an address. */
  int mode(long address, long here) {
    long distance = here - address;
    boolean repeated = false;
    for (long each : recent) {
      repeated |= each == distance;
    }
    if (!repeated) {
      recent[nextRecent] = distance;
      nextRecent = nextRecent + 1 & RECENT_DISTANCES - 1;
    }
    return repeated ? AddressCache.HERE : cache.bestMode(address, here);
  }

  /** Appends an address in the given mode and remembers it. */
  void write(int mode, long address, long here, SectionBuffer addresses) {
    long operand = cache.operand(mode, address, here);
    if (mode >= AddressCache.FIRST_SAME) {
      addresses.write((int) operand);
    } else {
      addresses.writeVarint(operand);
    }
    cache.update(address);
  }
}
