package io.deltaglider.core.vcdiff;

import java.util.Arrays;

/**
 * The address cache of RFC 3284 §5.1 with the default sizes: near 4, same 3. Encoder and decoder
 * keep one each and {@link #reset} it at every window. Not thread-safe.
 *
 * <p>A COPY's address is coded as a mode and an operand: a varint, or for the SAME modes one byte.
 * Addresses count from the start of the source segment; the target window follows it.
 */
final class AddressCache {
  /** The operand is the address. */
  static final int SELF = 0;

  /** The operand is the distance back from the current address. */
  static final int HERE = 1;

  /** From here on the operand is added to one of the last addresses. */
  static final int FIRST_NEAR = 2;

  /** From here on the operand is a byte that picks an address from the table. */
  static final int FIRST_SAME = 6;

  /** How many modes there are. */
  static final int MODES = 9;

  private static final int NEAR_SLOTS = FIRST_SAME - FIRST_NEAR;
  private static final int SAME_SLOTS = (MODES - FIRST_SAME) * 256;

  /** From this operand on a varint takes two bytes, and one byte of a SAME mode is shorter. */
  private static final int TWO_BYTES = 1 << 7;

  private final long[] near = new long[NEAR_SLOTS];
  private final long[] same = new long[SAME_SLOTS];
  private int nextNear;

  /** Forgets all addresses. */
  void reset() {
    Arrays.fill(near, 0);
    Arrays.fill(same, 0);
    nextNear = 0;
  }

  /** Remembers the address of a COPY; to be called once for each, after its mode was chosen. */
  void update(long address) {
    near[nextNear] = address;
    nextNear = (nextNear + 1) & (NEAR_SLOTS - 1);
    same[(int) (address % SAME_SLOTS)] = address;
  }

  /**
   * Reads an operand, returns the address it stands for, and remembers that.
   *
   * @param here the address of the next target byte; the result is below it
   * @throws MalformedDeltaException if the operand is cut short or leads outside 0 to {@code here}
   */
  long decode(int mode, long here, SectionReader operands) {
    long address;
    if (mode == SELF) {
      address = operands.readVarint();
    } else if (mode == HERE) {
      address = here - operands.readVarint();
    } else if (mode < FIRST_SAME) {
      address = near[mode - FIRST_NEAR] + operands.readVarint();
    } else {
      address = same[((mode - FIRST_SAME) << 8) + operands.readByte()];
    }
    // A NEAR sum that overflows is negative.
    if (address < 0 || address >= here) {
      throw operands.malformed("COPY address outside what is already there");
    }
    update(address);
    return address;
  }

  /**
   * Returns the mode whose operand is shortest for this address; among equals the smaller operand,
   * then the lower mode. Changes nothing.
   */
  int bestMode(long address, long here) {
    int best = SELF;
    long smallest = address;
    if (here - address < smallest) {
      best = HERE;
      smallest = here - address;
    }
    for (int slot = 0; slot < NEAR_SLOTS; slot++) {
      long operand = address - near[slot];
      if (operand >= 0 && operand < smallest) {
        best = FIRST_NEAR + slot;
        smallest = operand;
      }
    }
    if (smallest >= TWO_BYTES) {
      int sameMode = sameMode(address);
      return sameMode == CodeTable.NONE ? best : sameMode;
    }
    return best;
  }

  /** Returns the SAME mode that can express this address, or {@link CodeTable#NONE}. */
  int sameMode(long address) {
    int slot = (int) (address % SAME_SLOTS);
    return same[slot] == address ? FIRST_SAME + (slot >>> 8) : CodeTable.NONE;
  }

  /**
   * Returns what to write for this address: a byte if the mode is {@link #FIRST_SAME} or above,
   * else a varint, which is negative if a NEAR mode cannot express the address.
   */
  long operand(int mode, long address, long here) {
    if (mode == SELF) {
      return address;
    }
    if (mode == HERE) {
      return here - address;
    }
    if (mode < FIRST_SAME) {
      return address - near[mode - FIRST_NEAR];
    }
    return (address % SAME_SLOTS) & 0xff;
  }
}
