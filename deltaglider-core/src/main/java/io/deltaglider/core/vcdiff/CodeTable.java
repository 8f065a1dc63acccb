package io.deltaglider.core.vcdiff;

/**
 * The default instruction code table of RFC 3284 §5.6. An opcode stands for one or two
 * instructions; an instruction is packed into an int and taken apart by {@link #type}, {@link
 * #size} and {@link #mode}.
 */
final class CodeTable {
  /** No instruction: the second place of most opcodes. */
  static final int NOOP = 0;

  static final int ADD = 1;
  static final int RUN = 2;
  static final int COPY = 3;

  /** What the pair look-ups answer when no opcode stands for the pair. */
  static final int NONE = -1;

  private static final int MAX_ADD_SIZE = 17;
  private static final int MIN_COPY_SIZE = 4;
  private static final int MAX_COPY_SIZE = 18;
  private static final int MAX_PAIRED_ADD_SIZE = 4;
  private static final int MAX_PAIRED_COPY_SIZE = 6;

  private static final int RUN_OPCODE = 0;
  private static final int FIRST_ADD = 1;
  private static final int FIRST_COPY = 19;
  private static final int COPIES_PER_MODE = 1 + MAX_COPY_SIZE - MIN_COPY_SIZE + 1;
  private static final int FIRST_ADD_COPY = 163;
  private static final int PAIRED_COPY_SIZES = MAX_PAIRED_COPY_SIZE - MIN_COPY_SIZE + 1;
  private static final int FIRST_ADD_COPY_SAME = 235;
  private static final int FIRST_COPY_ADD = 247;

  /** Indexed by opcode: first instruction in the low 16 bits, second in the high 16. */
  private static final int[] INSTRUCTIONS = instructions();

  private CodeTable() {}

  /** Returns the first instruction of an opcode, from 0 to 255. */
  static int first(int opcode) {
    return INSTRUCTIONS[opcode] & 0xffff;
  }

  /** Returns the second instruction of an opcode, from 0 to 255; its type may be {@link #NOOP}. */
  static int second(int opcode) {
    return INSTRUCTIONS[opcode] >>> 16;
  }

  /** Returns {@link #NOOP}, {@link #ADD}, {@link #RUN} or {@link #COPY}. */
  static int type(int instruction) {
    return instruction & 3;
  }

  /** Returns the size of an instruction, or 0 if the size follows the opcode as a varint. */
  static int size(int instruction) {
    return instruction >>> 6;
  }

  /** Returns the address mode of a COPY; 0 for the other types. */
  static int mode(int instruction) {
    return (instruction >>> 2) & 0xf;
  }

  /** Returns the opcode of a single RUN; its size follows as a varint. */
  static int run() {
    return RUN_OPCODE;
  }

  /** Returns the opcode of a single ADD; its size follows unless {@link #impliesAddSize}. */
  static int add(long size) {
    return impliesAddSize(size) ? FIRST_ADD + (int) size : FIRST_ADD;
  }

  /** Returns the opcode of a single COPY; its size follows unless {@link #impliesCopySize}. */
  static int copy(long size, int mode) {
    int base = FIRST_COPY + mode * COPIES_PER_MODE;
    return impliesCopySize(size) ? base + 1 + (int) size - MIN_COPY_SIZE : base;
  }

  /** Tells whether the opcode of an ADD of this size says the size too. */
  static boolean impliesAddSize(long size) {
    return size >= 1 && size <= MAX_ADD_SIZE;
  }

  /** Tells whether the opcode of a COPY of this size says the size too. */
  static boolean impliesCopySize(long size) {
    return size >= MIN_COPY_SIZE && size <= MAX_COPY_SIZE;
  }

  /** Returns the opcode of an ADD followed by a COPY, or {@link #NONE}. */
  static int addThenCopy(long addSize, long copySize, int mode) {
    if (addSize < 1 || addSize > MAX_PAIRED_ADD_SIZE || copySize < MIN_COPY_SIZE) {
      return NONE;
    }
    int add = (int) addSize - 1;
    if (mode >= AddressCache.FIRST_SAME) {
      return copySize == MIN_COPY_SIZE
          ? FIRST_ADD_COPY_SAME + (mode - AddressCache.FIRST_SAME) * MAX_PAIRED_ADD_SIZE + add
          : NONE;
    }
    if (copySize > MAX_PAIRED_COPY_SIZE) {
      return NONE;
    }
    return FIRST_ADD_COPY
        + (mode * MAX_PAIRED_ADD_SIZE + add) * PAIRED_COPY_SIZES
        + ((int) copySize - MIN_COPY_SIZE);
  }

  /** Returns the opcode of a COPY followed by an ADD, or {@link #NONE}. */
  static int copyThenAdd(long copySize, int mode, long addSize) {
    return copySize == MIN_COPY_SIZE && addSize == 1 ? FIRST_COPY_ADD + mode : NONE;
  }

  private static int instruction(int type, int size, int mode) {
    return type | (mode << 2) | (size << 6);
  }

  /** Lists the table in the order of RFC 3284 §5.6. */
  private static int[] instructions() {
    int[] table = new int[256];
    int opcode = 0;
    table[opcode++] = instruction(RUN, 0, 0);
    for (int size = 0; size <= MAX_ADD_SIZE; size++) {
      table[opcode++] = instruction(ADD, size, 0);
    }
    for (int mode = 0; mode < AddressCache.MODES; mode++) {
      table[opcode++] = instruction(COPY, 0, mode);
      for (int size = MIN_COPY_SIZE; size <= MAX_COPY_SIZE; size++) {
        table[opcode++] = instruction(COPY, size, mode);
      }
    }
    for (int mode = 0; mode < AddressCache.MODES; mode++) {
      int maxCopySize = mode < AddressCache.FIRST_SAME ? MAX_PAIRED_COPY_SIZE : MIN_COPY_SIZE;
      for (int addSize = 1; addSize <= MAX_PAIRED_ADD_SIZE; addSize++) {
        for (int copySize = MIN_COPY_SIZE; copySize <= maxCopySize; copySize++) {
          table[opcode++] =
              instruction(ADD, addSize, 0) | (instruction(COPY, copySize, mode) << 16);
        }
      }
    }
    for (int mode = 0; mode < AddressCache.MODES; mode++) {
      table[opcode++] = instruction(COPY, MIN_COPY_SIZE, mode) | (instruction(ADD, 1, 0) << 16);
    }
    return table;
  }
}
