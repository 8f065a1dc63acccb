package io.deltaglider.core.vcdiff;

import java.io.IOException;
import java.util.Arrays;

/**
 * An array that is reused from window to window and grows only as bytes arrive, so that a claim
 * alone allocates nothing much. Not thread-safe.
 */
final class GrowingBuffer {
  private static final int FIRST_CAPACITY = 64 << 10;

  private byte[] bytes = new byte[0];
  private int size;

  /** Returns the array, of which the first {@link #size} bytes are valid until the next change. */
  byte[] bytes() {
    return bytes;
  }

  int size() {
    return size;
  }

  byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  void clear() {
    size = 0;
  }

  /**
   * Makes room behind the bytes that are there.
   *
   * @param finalSize how many bytes there will be if all that was claimed arrives
   * @return how many bytes fit now: at least 1 and at most {@code finalSize - size()}, unless that
   *     is 0
   */
  int makeRoom(int finalSize) {
    if (size == bytes.length && size < finalSize) {
      int capacity = Math.max(FIRST_CAPACITY, (int) Math.min(2L * size, Integer.MAX_VALUE - 8));
      bytes = Arrays.copyOf(bytes, Math.min(finalSize, capacity));
    }
    return Math.min(bytes.length, finalSize) - size;
  }

  /** Replaces the content by {@code length} bytes whose values the caller sets. */
  void allocate(int length) {
    if (bytes.length < length) {
      bytes = new byte[length];
    }
    size = length;
  }

  /** Counts bytes that were written behind the others, where {@link #makeRoom} had made room. */
  void added(int count) {
    size += count;
  }

  /** Replaces the content by the next {@code length} bytes of the delta. */
  void fill(DeltaInput input, int length) throws IOException {
    clear();
    while (size < length) {
      int room = makeRoom(length);
      added(input.readSome(bytes, size, room));
    }
  }
}
