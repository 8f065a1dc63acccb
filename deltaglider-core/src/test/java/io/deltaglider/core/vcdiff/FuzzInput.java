package io.deltaglider.core.vcdiff;

import java.util.Arrays;

/** Reads numbers from the bytes that a fuzzer made. Behind their end everything is 0. */
final class FuzzInput {
  private final byte[] bytes;
  private int position;

  FuzzInput(byte[] bytes) {
    this.bytes = bytes;
  }

  boolean hasMore() {
    return position < bytes.length;
  }

  /** Returns the next byte, from 0 to 255. */
  int next() {
    return hasMore() ? bytes[position++] & 0xff : 0;
  }

  /** Returns the next two bytes, the most significant first. */
  int next2() {
    return next() << 8 | next();
  }

  /** Returns the next three bytes, the most significant first. */
  int next3() {
    return next2() << 8 | next();
  }

  /** Returns the next {@code length} bytes, or as many as there are. */
  byte[] next(int length) {
    int end = Math.min(bytes.length, position + length);
    byte[] next = Arrays.copyOfRange(bytes, position, end);
    position = end;
    return next;
  }

  byte[] rest() {
    return next(bytes.length - position);
  }
}
