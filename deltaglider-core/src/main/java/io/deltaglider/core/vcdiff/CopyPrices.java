package io.deltaglider.core.vcdiff;

import java.util.Arrays;

/**
 * About how many bits each instruction takes behind those of a path, once its section is
 * compressed; in sixteenths of a bit. The constants are what sections of real deltas take on
 * average. For each node of a search it keeps what the address of a next copy depends on: the
 * addresses and the distances of the last copies. Not thread-safe.
 */
final class CopyPrices {
  /** How many distances are remembered. */
  static final int RECENT = 8;

  private static final int NEAR = 4;

  private static final int LITERAL = 35;
  private static final int ADD = 80;
  private static final int COPY = 144;

  /** Behind a copy of the same distance; of one of the last distances; of another distance. */
  private static final int LAST_DISTANCE = 64;

  private static final int RECENT_DISTANCE = 160;
  private static final int FIRST_ADDRESS_BYTE = 128;
  private static final int NEXT_ADDRESS_BYTE = 112;

  /** What a size costs that does not fit in the opcode. */
  private static final int SIZE_BYTE = 64;

  private static final int NEXT_SIZE_BYTE = 112;
  private static final int LAST_IN_OPCODE = 18;
  private static final int LAST_IN_BYTE = 127;

  private final long sourceSize;

  /** The last addresses of each node, the newest first. */
  private final long[] near;

  /** The last distances of each node, each once, the newest first. */
  private final long[] recent;

  private final boolean[] behindLiteral;
  private int windowStart;

  CopyPrices(long sourceSize, int nodes) {
    this.sourceSize = sourceSize;
    this.near = new long[nodes * NEAR];
    this.recent = new long[nodes * RECENT];
    this.behindLiteral = new boolean[nodes];
  }

  /** Begins with another window. */
  void reset(int windowStart) {
    this.windowStart = windowStart;
    Arrays.fill(near, 0, NEAR, 0);
    Arrays.fill(recent, 0, RECENT, 0);
    behindLiteral[0] = false;
  }

  /** Lets a node know what another one does. */
  void follow(int node, int other) {
    System.arraycopy(near, other * NEAR, near, node * NEAR, NEAR);
    System.arraycopy(recent, other * RECENT, recent, node * RECENT, RECENT);
    behindLiteral[node] = behindLiteral[other];
  }

  /** Lets a node know that a literal byte leads to it. */
  void addLiteral(int node) {
    behindLiteral[node] = true;
  }

  /** Lets a node know that a copy leads to it, which starts at {@code position}. */
  void addCopy(int node, long origin, int position) {
    long address = address(origin);
    int first = node * NEAR;
    System.arraycopy(near, first, near, first + 1, NEAR - 1);
    near[first] = address;
    long distance = here(position) - address;
    first = node * RECENT;
    int place = first;
    while (place < first + RECENT - 1 && recent[place] != distance) {
      place++;
    }
    System.arraycopy(recent, first, recent, first + 1, place - first);
    recent[first] = distance;
    behindLiteral[node] = false;
  }

  /**
   * Returns the origin of a copy to {@code position} whose distance is one of the last, {@code i}
   * from 0 to 7; one that is not before the position if there is none.
   */
  long recentOrigin(int node, int i, int position) {
    long address = here(position) - recent[node * RECENT + i];
    return address < sourceSize ? address : ~(address - sourceSize + windowStart);
  }

  /** Returns what a literal byte costs behind a node. */
  int literal(int node) {
    return behindLiteral[node] ? LITERAL : LITERAL + ADD;
  }

  /** Returns what a copy costs behind a node, without its size. */
  int copy(int node, long origin, int position) {
    long address = address(origin);
    long distance = here(position) - address;
    int first = node * RECENT;
    if (recent[first] == distance) {
      return COPY + LAST_DISTANCE;
    }
    for (int i = first + 1; i < first + RECENT; i++) {
      if (recent[i] == distance) {
        return COPY + RECENT_DISTANCE;
      }
    }
    long operand = Math.min(address, distance);
    first = node * NEAR;
    for (int i = first; i < first + NEAR; i++) {
      long forward = address - near[i];
      if (forward >= 0 && forward < operand) {
        operand = forward;
      }
    }
    return COPY + FIRST_ADDRESS_BYTE + NEXT_ADDRESS_BYTE * (Varint.size(operand) - 1);
  }

  /** Returns what the size of a copy costs. */
  static int size(int size) {
    if (size <= LAST_IN_OPCODE) {
      return 0;
    }
    return size <= LAST_IN_BYTE ? SIZE_BYTE : SIZE_BYTE + NEXT_SIZE_BYTE;
  }

  private long here(int position) {
    return sourceSize + position - windowStart;
  }

  private long address(long origin) {
    return origin >= 0 ? origin : here((int) ~origin);
  }
}
