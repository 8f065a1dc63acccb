package io.deltaglider.core.vcdiff;

/**
 * Reads bits as xdelta3's Huffman coders write them: each byte from its lowest bit up, numbers with
 * their highest bit first. Not thread-safe.
 */
final class BitReader {
  private final byte[] bytes;
  private final SectionInput section;
  private final long end;
  private long position;

  /**
   * @param length how many of {@code bytes} to read
   * @param section where errors point to
   */
  BitReader(byte[] bytes, int length, SectionInput section) {
    this.bytes = bytes;
    this.section = section;
    this.end = (long) length * Byte.SIZE;
  }

  /** Returns the next bit. */
  int readBit() {
    if (position == end) {
      throw malformed("a compressed section ends too early");
    }
    int bit = (bytes[(int) (position >>> 3)] >>> (position & 7)) & 1;
    position++;
    return bit;
  }

  /** Returns the next {@code count} bits as a number. */
  int readBits(int count) {
    int value = 0;
    for (int i = 0; i < count; i++) {
      value = (value << 1) | readBit();
    }
    return value;
  }

  /** Returns how many bits are left, padding included. */
  long remaining() {
    return end - position;
  }

  /** Checks that only the last byte's padding is left, which is 0. */
  void checkUsedUp() {
    if (remaining() >= Byte.SIZE) {
      throw malformed(remaining() / Byte.SIZE + " bytes too many in a compressed section");
    }
    while (position < end) {
      if (readBit() != 0) {
        throw malformed("the padding of a compressed section is not 0");
      }
    }
  }

  MalformedDeltaException malformed(String reason) {
    return section.malformed(reason);
  }
}
