package io.deltaglider.core.vcdiff;

/**
 * Reads one section of a window from an array. Reading past the section's end or a varint beyond 63
 * bits throws {@link MalformedDeltaException}. Not thread-safe.
 */
final class SectionReader {
  private final String name;
  private byte[] bytes = new byte[0];
  private int position;
  private int end;
  private long deltaOffset;
  private boolean raw;

  /**
   * @param name what errors call the section
   */
  SectionReader(String name) {
    this.name = name;
  }

  /**
   * Starts over on the first {@code size} bytes of an array.
   *
   * @param deltaOffset where the section begins in the delta, for errors
   * @param raw whether the bytes stand in the delta as they are, so that errors can point into them
   */
  void reset(byte[] bytes, int size, long deltaOffset, boolean raw) {
    this.bytes = bytes;
    this.position = 0;
    this.end = size;
    this.deltaOffset = deltaOffset;
    this.raw = raw;
  }

  boolean hasRemaining() {
    return position < end;
  }

  int remaining() {
    return end - position;
  }

  /** Returns the next byte, from 0 to 255. */
  int readByte() {
    if (position >= end) {
      throw endReached();
    }
    return bytes[position++] & 0xff;
  }

  /** Returns the next varint, at least 0. */
  long readVarint() {
    long value = 0;
    while (position < end) {
      int digit = bytes[position++];
      if (digit >= 0) {
        return (value << 7) | digit;
      }
      value = (value << 7) | (digit & 0x7f);
      if (value > Varint.MAX_PREFIX) {
        throw malformed("integer of more than 63 bits");
      }
    }
    throw endReached();
  }

  /** Copies the next {@code length} bytes. */
  void read(byte[] target, int offset, int length) {
    if (length > end - position) {
      throw endReached();
    }
    System.arraycopy(bytes, position, target, offset, length);
    position += length;
  }

  /** Returns an exception that points at the current position. */
  MalformedDeltaException malformed(String reason) {
    long offset = raw ? deltaOffset + position : deltaOffset;
    return new MalformedDeltaException(offset, reason + " (" + name + " section)");
  }

  private MalformedDeltaException endReached() {
    return malformed("the section ends too early");
  }
}
