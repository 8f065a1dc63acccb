package io.deltaglider.core.vcdiff;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Objects;

/** A growing array of bytes that is reused from window to window. Not thread-safe. */
final class SectionBuffer extends OutputStream {
  private static final int INITIAL_CAPACITY = 1 << 10;

  private byte[] bytes = new byte[INITIAL_CAPACITY];
  private int size;

  /** Returns the array that holds the bytes; valid until the next write. */
  byte[] bytes() {
    return bytes;
  }

  int size() {
    return size;
  }

  void clear() {
    size = 0;
  }

  /** Makes room for as many bytes more, so that writing them copies nothing. */
  void reserve(int count) {
    if (bytes.length - size < count) {
      bytes = Arrays.copyOf(bytes, Math.addExact(size, count));
    }
  }

  /** Appends the low eight bits. */
  @Override
  public void write(int value) {
    ensureRoom(1);
    bytes[size++] = (byte) value;
  }

  @Override
  public void write(byte[] source, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, source.length);
    ensureRoom(length);
    System.arraycopy(source, offset, bytes, size, length);
    size += length;
  }

  void writeVarint(long value) {
    ensureRoom(Varint.MAX_SIZE);
    size = Varint.write(value, bytes, size);
  }

  /** Appends four bytes, the most significant first. */
  void writeInt(int value) {
    write(value >>> 24);
    write(value >>> 16);
    write(value >>> 8);
    write(value);
  }

  /** Copies everything to a stream. */
  void copyTo(OutputStream out) throws IOException {
    out.write(bytes, 0, size);
  }

  private void ensureRoom(int count) {
    if (bytes.length - size < count) {
      bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, count), 2 * bytes.length));
    }
  }
}
