package io.deltaglider.core.vcdiff;

/**
 * Writes ADD, RUN and COPY instructions into the three sections of a window, two in one opcode
 * where the code table has such a pair. Not thread-safe.
 */
final class InstructionWriter {
  /** From this length on a run of one byte value is worth an instruction of its own. */
  private static final int MIN_RUN = 16;

  private final SectionBuffer data = new SectionBuffer();
  private final SectionBuffer instructions = new SectionBuffer();
  private final SectionBuffer addresses = new SectionBuffer();
  private final AddressWriter addressWriter = new AddressWriter();

  /** The instruction not written yet, because the next one may join it in one opcode. */
  private int pendingType = CodeTable.NOOP;

  private int pendingSize;
  private int pendingMode;

  SectionBuffer data() {
    return data;
  }

  SectionBuffer instructions() {
    return instructions;
  }

  SectionBuffer addresses() {
    return addresses;
  }

  /** Starts a window. */
  void reset() {
    data.clear();
    instructions.clear();
    addresses.clear();
    addressWriter.reset();
    pendingType = CodeTable.NOOP;
  }

  /**
   * Writes a window: the bytes from {@code from} to {@code to} of what the copies count from.
   *
   * @param firstCopy the first copy in it
   * @param endCopy the first one behind it
   */
  void write(
      byte[] target,
      int from,
      int to,
      Copies copies,
      int firstCopy,
      int endCopy,
      SourceSegment segment) {
    reset();
    data.reserve(literals(from, to, copies, firstCopy, endCopy));
    int done = from;
    for (int i = firstCopy; i < endCopy; i++) {
      long address = segment.address(copies, i, from);
      if (address >= 0) {
        int start = copies.start(i);
        literal(target, done, start);
        copy(address, segment.length() + start - from, copies.length(i));
        done = copies.end(i);
      }
    }
    literal(target, done, to);
    finish();
  }

  private static int literals(int from, int to, Copies copies, int firstCopy, int endCopy) {
    int literals = to - from;
    for (int i = firstCopy; i < endCopy; i++) {
      literals -= copies.length(i);
    }
    return literals;
  }

  /** Writes what literal bytes need: ADDs, and RUNs for long runs of one value. */
  void literal(byte[] bytes, int from, int to) {
    int added = from;
    // A run of the least length covers one of the words looked at.
    for (int i = from; i <= to - Long.BYTES; i += Long.BYTES) {
      long word = Bytes.longAt(bytes, i);
      if (word != Long.rotateLeft(word, Byte.SIZE) || i < added) {
        continue;
      }
      int start = i;
      while (start > added && bytes[start - 1] == bytes[i]) {
        start--;
      }
      int end = i + Long.BYTES;
      while (end < to && bytes[end] == bytes[i]) {
        end++;
      }
      if (end - start >= MIN_RUN) {
        add(bytes, added, start);
        run(bytes[i], end - start);
        added = end;
        i = end - Long.BYTES;
      }
    }
    add(bytes, added, to);
  }

  /**
   * Writes a COPY.
   *
   * @param address counted from the start of the source segment, which the window follows
   * @param here the address of the byte that the copy produces first
   */
  void copy(long address, long here, int size) {
    int mode = addressWriter.mode(address, here);
    addressWriter.write(mode, address, here, addresses);
    int opcode = CodeTable.NONE;
    if (pendingType == CodeTable.ADD) {
      opcode = CodeTable.addThenCopy(pendingSize, size, mode);
    }
    if (opcode == CodeTable.NONE) {
      push(CodeTable.COPY, size, mode);
    } else {
      instructions.write(opcode);
      pendingType = CodeTable.NOOP;
    }
  }

  /** Ends the window: nothing stays pending. */
  void finish() {
    push(CodeTable.NOOP, 0, 0);
  }

  private void add(byte[] bytes, int from, int to) {
    int size = to - from;
    if (size == 0) {
      return;
    }
    data.write(bytes, from, size);
    int opcode = CodeTable.NONE;
    if (pendingType == CodeTable.COPY) {
      opcode = CodeTable.copyThenAdd(pendingSize, pendingMode, size);
    }
    if (opcode == CodeTable.NONE) {
      push(CodeTable.ADD, size, 0);
    } else {
      instructions.write(opcode);
      pendingType = CodeTable.NOOP;
    }
  }

  private void run(byte value, int size) {
    data.write(value);
    push(CodeTable.RUN, size, 0);
  }

  private void push(int type, int size, int mode) {
    writePending();
    pendingType = type;
    pendingSize = size;
    pendingMode = mode;
  }

  private void writePending() {
    if (pendingType == CodeTable.ADD) {
      instructions.write(CodeTable.add(pendingSize));
      if (!CodeTable.impliesAddSize(pendingSize)) {
        instructions.writeVarint(pendingSize);
      }
    } else if (pendingType == CodeTable.RUN) {
      instructions.write(CodeTable.run());
      instructions.writeVarint(pendingSize);
    } else if (pendingType == CodeTable.COPY) {
      instructions.write(CodeTable.copy(pendingSize, pendingMode));
      if (!CodeTable.impliesCopySize(pendingSize)) {
        instructions.writeVarint(pendingSize);
      }
    }
  }
}
