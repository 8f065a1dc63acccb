package io.deltaglider.core.vcdiff;

/**
 * The integers of RFC 3284 §2: base 128, most significant digit first, the high bit set on every
 * byte but the last. Here from 0 to {@link Long#MAX_VALUE}.
 */
final class Varint {
  /** The most bytes that {@link #write} emits. */
  static final int MAX_SIZE = 9;

  /** A value above this has no room for one more digit. */
  static final long MAX_PREFIX = Long.MAX_VALUE >>> 7;

  private Varint() {}

  /** Returns how many bytes {@link #write} emits for {@code value}. */
  static int size(long value) {
    return (70 - Long.numberOfLeadingZeros(value | 1)) / 7;
  }

  /** Writes {@code value}, at least 0, at {@code offset} and returns the offset behind it. */
  static int write(long value, byte[] target, int offset) {
    int end = offset + size(value);
    target[end - 1] = (byte) (value & 0x7f);
    long rest = value >>> 7;
    for (int i = end - 2; i >= offset; i--) {
      target[i] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    return end;
  }
}
