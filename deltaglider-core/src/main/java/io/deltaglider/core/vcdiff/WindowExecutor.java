package io.deltaglider.core.vcdiff;

import java.io.IOException;
import java.util.Arrays;

/** Executes the instructions of one window after the other (RFC 3284 §3). Not thread-safe. */
final class WindowExecutor {
  private final SourcePages source;
  private final AddressCache addressCache = new AddressCache();
  private byte[] target = new byte[0];
  private int targetLength;
  private long segmentPosition;
  private long segmentLength;

  WindowExecutor(SourcePages source) {
    this.source = source;
  }

  /** Returns the array whose first bytes are the last window executed. */
  byte[] target() {
    return target;
  }

  /**
   * Makes the target window.
   *
   * @param window its header; lengths and the segment's place have been checked against the limits
   *     and the source
   * @param sections its sections, which are used up
   * @throws MalformedDeltaException if instructions leave the window or the sections, or leave a
   *     part of them, or the checksum differs
   * @throws IOException if the source fails
   */
  void execute(WindowHeader window, WindowSections sections) throws IOException {
    targetLength = (int) window.targetLength();
    segmentPosition = window.segmentPosition();
    segmentLength = window.segmentLength();
    if (target.length < targetLength) {
      target = new byte[targetLength];
    }
    addressCache.reset();
    SectionReader instructions = sections.instructions();
    int position = 0;
    while (instructions.hasRemaining()) {
      int opcode = instructions.readByte();
      position = execute(CodeTable.first(opcode), position, sections);
      int second = CodeTable.second(opcode);
      if (second != CodeTable.NOOP) {
        position = execute(second, position, sections);
      }
    }
    if (position != targetLength) {
      throw instructions.malformed(
          "the instructions make " + position + " bytes of a window of " + targetLength);
    }
    checkUsedUp(sections.data());
    checkUsedUp(sections.addresses());
    verify(window);
  }

  /** Executes one instruction at {@code position} of the window and returns the next position. */
  private int execute(int instruction, int position, WindowSections sections) throws IOException {
    long size = CodeTable.size(instruction);
    if (size == 0) {
      size = sections.instructions().readVarint();
    }
    if (size > targetLength - position) {
      throw sections.instructions().malformed("an instruction leaves the window");
    }
    int length = (int) size;
    switch (CodeTable.type(instruction)) {
      case CodeTable.ADD -> sections.data().read(target, position, length);
      case CodeTable.RUN ->
          Arrays.fill(target, position, position + length, (byte) sections.data().readByte());
      default -> {
        long here = segmentLength + position;
        int mode = CodeTable.mode(instruction);
        copy(addressCache.decode(mode, here, sections.addresses()), position, length);
      }
    }
    return position + length;
  }

  private void copy(long address, int position, int length) throws IOException {
    if (address >= segmentLength) {
      copyWithinTarget((int) (address - segmentLength), position, length);
      return;
    }
    int fromSource = (int) Math.min(length, segmentLength - address);
    source.copy(segmentPosition + address, target, position, fromSource);
    // RFC 3284 §3: the target window follows the segment, and a COPY may run from one into the
    // other.
    copyWithinTarget(0, position + fromSource, length - fromSource);
  }

  /** Copies forward from before {@code position}; what is copied may overlap what is made. */
  private void copyWithinTarget(int from, int position, int length) {
    int done = 0;
    // The bytes from `from` on repeat with a fixed period, so each round may copy all there are.
    while (done < length) {
      int count = Math.min(length - done, position + done - from);
      System.arraycopy(target, from, target, position + done, count);
      done += count;
    }
  }

  private static void checkUsedUp(SectionReader section) {
    if (section.hasRemaining()) {
      throw section.malformed(section.remaining() + " bytes that no instruction uses");
    }
  }

  private void verify(WindowHeader window) {
    if (window.checksum().isEmpty()) {
      return;
    }
    if (WindowChecksum.of(target, 0, targetLength) != window.checksum().getAsInt()) {
      throw new MalformedDeltaException(
          window.offset(),
          "the window's checksum differs: the delta is damaged or belongs to another source");
    }
  }
}
