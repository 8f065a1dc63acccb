package io.deltaglider.core.vcdiff;

import java.util.Arrays;

/**
 * Makes content from other content by edits that a fuzzer's bytes choose, so that whatever they are
 * the two have much in common.
 */
final class FuzzContent {
  private static final int MAX_SIZE = 1 << 14;

  /** Of one edit; all ones. */
  private static final int MAX_LENGTH = 0x7ff;

  private final byte[] base;
  private final FuzzInput input;
  private byte[] bytes = new byte[256];
  private int size;

  /** Where in the base the last copy ended. */
  private int next;

  /**
   * @param base what to copy from; not empty
   */
  FuzzContent(byte[] base, FuzzInput input) {
    this.base = base;
    this.input = input;
  }

  /** Returns what at most {@code edits} edits make. */
  byte[] make(int edits) {
    for (int i = 0; i < edits && input.hasMore(); i++) {
      edit();
    }
    return Arrays.copyOf(bytes, size);
  }

  private void edit() {
    int operation = input.next();
    switch (operation & 7) {
      case 0 -> append(input.next(1 + (operation >> 3)));
      case 1 -> {
        byte[] run = new byte[input.next2() & MAX_LENGTH];
        Arrays.fill(run, (byte) input.next());
        append(run);
      }
      case 2 -> copy(input.next3(), input.next());
      case 3 -> copy(input.next3(), input.next2() & MAX_LENGTH);
      // Over an insertion, a removal or a replacement to what follows.
      case 4, 5 -> copy(next + (byte) input.next(), input.next2() & MAX_LENGTH);
      case 6 -> repeat(1 + input.next2(), input.next2() & MAX_LENGTH);
      default -> change(input.next2(), input.next());
    }
  }

  private void append(byte[] more) {
    int count = room(more.length);
    System.arraycopy(more, 0, bytes, size, count);
    size += count;
  }

  private void copy(int from, int length) {
    int start = Math.floorMod(from, base.length);
    int count = room(Math.min(length, base.length - start));
    System.arraycopy(base, start, bytes, size, count);
    size += count;
    next = start + count;
  }

  /** Repeats what is already there, also beyond its end. */
  private void repeat(int distance, int length) {
    int from = Math.max(0, size - distance);
    int count = size == 0 ? 0 : room(length);
    for (int i = 0; i < count; i++) {
      bytes[size + i] = bytes[from + i];
    }
    size += count;
  }

  private void change(int place, int value) {
    if (size > 0) {
      bytes[place % size] = (byte) value;
    }
  }

  /** Makes room for so many bytes or as many as are allowed, and returns their number. */
  private int room(int wanted) {
    int count = Math.min(wanted, MAX_SIZE - size);
    if (size + count > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.min(MAX_SIZE, 2 * (size + count)));
    }
    return count;
  }
}
