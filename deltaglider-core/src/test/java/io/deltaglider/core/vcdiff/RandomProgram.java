package io.deltaglider.core.vcdiff;

import java.io.ByteArrayOutputStream;
import java.util.Random;

/**
 * A window of random instructions, using every opcode, together with the target that RFC 3284 §3 to
 * §5 says it makes: byte by byte, and with the decoder's code table but nothing else of it.
 */
final class RandomProgram {
  private static final int MAX_OPCODES = 300;
  private static final int MAX_EXPLICIT_SIZE = 70;

  private final Random random;
  private final byte[] segment;
  private final ByteArrayOutputStream target = new ByteArrayOutputStream();
  private final DeltaBuilder data = new DeltaBuilder();
  private final DeltaBuilder instructions = new DeltaBuilder();
  private final DeltaBuilder addresses = new DeltaBuilder();
  private final int[] near = new int[4];
  private final int[] same = new int[3 * 256];
  private int nextNear;

  RandomProgram(Random random, byte[] segment) {
    this.random = random;
    this.segment = segment;
    int count = random.nextInt(MAX_OPCODES);
    for (int i = 0; i < count; i++) {
      int opcode = random.nextInt(256);
      if (here() == 0 && CodeTable.type(CodeTable.first(opcode)) == CodeTable.COPY) {
        opcode = CodeTable.add(1);
      }
      instructions.bytes(opcode);
      run(CodeTable.first(opcode));
      run(CodeTable.second(opcode));
    }
  }

  byte[] target() {
    return target.toByteArray();
  }

  /** Returns the window; the segment lies at {@code segmentPosition} of the source. */
  DeltaBuilder.Window window(long segmentPosition) {
    DeltaBuilder.Window window =
        new DeltaBuilder.Window(target.size())
            .data(data)
            .instructions(instructions)
            .addresses(addresses)
            .checksumOf(target());
    return segment.length == 0 ? window : window.segment(segment.length, segmentPosition);
  }

  private int here() {
    return segment.length + target.size();
  }

  private void run(int instruction) {
    if (CodeTable.type(instruction) == CodeTable.NOOP) {
      return;
    }
    int size = CodeTable.size(instruction);
    if (size == 0) {
      size = random.nextInt(MAX_EXPLICIT_SIZE);
      instructions.varint(size);
    }
    switch (CodeTable.type(instruction)) {
      case CodeTable.ADD -> add(size);
      case CodeTable.RUN -> repeat(size);
      default -> copy(size, CodeTable.mode(instruction));
    }
  }

  private void add(int size) {
    for (int i = 0; i < size; i++) {
      int value = random.nextInt(256);
      data.bytes(value);
      target.write(value);
    }
  }

  private void repeat(int size) {
    int value = random.nextInt(256);
    data.bytes(value);
    for (int i = 0; i < size; i++) {
      target.write(value);
    }
  }

  private void copy(int size, int mode) {
    int address = writeAddress(mode);
    near[nextNear] = address;
    nextNear = (nextNear + 1) % near.length;
    same[address % same.length] = address;
    for (int i = 0; i < size; i++) {
      int from = address + i;
      byte value =
          from < segment.length ? segment[from] : target.toByteArray()[from - segment.length];
      target.write(value);
    }
  }

  /** Writes a random operand that the mode allows and returns the address it means. */
  private int writeAddress(int mode) {
    if (mode == 0) {
      int address = random.nextInt(here());
      addresses.varint(address);
      return address;
    }
    if (mode == 1) {
      int distance = 1 + random.nextInt(here());
      addresses.varint(distance);
      return here() - distance;
    }
    if (mode < 6) {
      int offset = random.nextInt(here() - near[mode - 2]);
      addresses.varint(offset);
      return near[mode - 2] + offset;
    }
    int slot = random.nextInt(256);
    addresses.bytes(slot);
    return same[(mode - 6) * 256 + slot];
  }
}
