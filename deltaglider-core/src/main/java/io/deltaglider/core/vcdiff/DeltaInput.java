package io.deltaglider.core.vcdiff;

import java.io.IOException;
import java.io.InputStream;

/**
 * Reads a delta front to back and counts. An end where more is needed throws {@link
 * MalformedDeltaException}; a failure of the stream stays an {@link IOException}. Reads nothing
 * ahead. Not thread-safe.
 */
final class DeltaInput {
  private static final int SKIP_BUFFER_SIZE = 8 << 10;

  private final InputStream stream;
  private long position;

  DeltaInput(InputStream stream) {
    this.stream = stream;
  }

  /** Returns how many bytes were read. */
  long position() {
    return position;
  }

  /** Returns the next byte, from 0 to 255, or -1 at the end. */
  int readByteOrEnd() throws IOException {
    int value = stream.read();
    if (value >= 0) {
      position++;
    }
    return value;
  }

  /** Returns the next byte, from 0 to 255. */
  int readByte() throws IOException {
    int value = readByteOrEnd();
    if (value < 0) {
      throw endReached();
    }
    return value;
  }

  /** Returns the next four bytes, the most significant first. */
  int readInt() throws IOException {
    int value = 0;
    for (int i = 0; i < Integer.BYTES; i++) {
      value = (value << 8) | readByte();
    }
    return value;
  }

  /** Returns the next varint, at least 0. */
  long readVarint() throws IOException {
    long value = 0;
    while (true) {
      int digit = readByte();
      value = (value << 7) | (digit & 0x7f);
      if (digit < 0x80) {
        return value;
      }
      if (value > Varint.MAX_PREFIX) {
        throw malformed("integer of more than 63 bits");
      }
    }
  }

  /** Reads from 1 to {@code length} bytes; {@code length} is at least 1. */
  int readSome(byte[] target, int offset, int length) throws IOException {
    int count = stream.read(target, offset, length);
    if (count < 0) {
      throw endReached();
    }
    position += count;
    return count;
  }

  /** Passes over exactly {@code length} bytes. */
  void skip(long length) throws IOException {
    byte[] buffer = new byte[(int) Math.min(length, SKIP_BUFFER_SIZE)];
    long left = length;
    while (left > 0) {
      left -= readSome(buffer, 0, (int) Math.min(left, buffer.length));
    }
  }

  /** Returns an exception that points at the current position. */
  MalformedDeltaException malformed(String reason) {
    return new MalformedDeltaException(position, reason);
  }

  private MalformedDeltaException endReached() {
    return malformed("the delta ends too early");
  }
}
