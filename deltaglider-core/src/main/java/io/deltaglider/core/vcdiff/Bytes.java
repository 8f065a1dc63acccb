package io.deltaglider.core.vcdiff;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/** Word-at-a-time access to byte arrays. Callers check ranges; the JVM checks them again. */
final class Bytes {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, LITTLE_ENDIAN);

  /** 2 to the 64 by the golden ratio, as Knuth's multiplicative hashing has it. */
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  private static final int MIN_TO_SAMPLE = 128;
  private static final int SAMPLES = 64;

  /** As many different values among the samples are a sign of incompressible bytes. */
  private static final int RANDOM_VALUES = 50;

  private Bytes() {}

  static long longAt(byte[] bytes, int offset) {
    return (long) LONG.get(bytes, offset);
  }

  /** Returns a hash of so many bits, at most 31, of a word. */
  static int hash(long word, int bits) {
    return (int) ((word * MULTIPLIER) >>> (Long.SIZE - bits));
  }

  /** Returns a hash of so many bits, at most 31, of six bytes; eight must be there. */
  static int hashOfSix(byte[] bytes, int offset, int bits) {
    return hash(longAt(bytes, offset) << (2 * Byte.SIZE), bits);
  }

  /** Tells whether a range looks incompressible by how many different values a sample has. */
  static boolean lookRandom(byte[] bytes, int from, int to) {
    if (to - from < MIN_TO_SAMPLE) {
      return false;
    }
    boolean[] seen = new boolean[1 << Byte.SIZE];
    int values = 0;
    for (int i = 0; i < SAMPLES; i++) {
      int value = bytes[from + (int) ((long) (to - from) * i / SAMPLES)] & 0xff;
      if (!seen[value]) {
        seen[value] = true;
        values++;
      }
    }
    return values >= RANDOM_VALUES;
  }

  /**
   * Returns how many bytes agree going backward from just before the two ends, at most {@code
   * limit}.
   */
  static int matchBackward(byte[] left, int leftEnd, byte[] right, int rightEnd, int limit) {
    int length = 0;
    // Counted, so that C2 hoists the range checks.
    for (; length <= limit - Long.BYTES; length += Long.BYTES) {
      long difference =
          longAt(left, leftEnd - length - Long.BYTES)
              ^ longAt(right, rightEnd - length - Long.BYTES);
      if (difference != 0) {
        return length + (Long.numberOfLeadingZeros(difference) >>> 3);
      }
    }
    while (length < limit && left[leftEnd - length - 1] == right[rightEnd - length - 1]) {
      length++;
    }
    return length;
  }

  /**
   * Returns how many bytes agree going forward from the two offsets, at most {@code limit}. The
   * ranges may overlap.
   */
  static int matchForward(byte[] left, int leftFrom, byte[] right, int rightFrom, int limit) {
    if (limit >= Long.BYTES) {
      long difference = longAt(left, leftFrom) ^ longAt(right, rightFrom);
      if (difference != 0) {
        return Long.numberOfTrailingZeros(difference) >>> 3;
      }
    }
    int mismatch =
        Arrays.mismatch(left, leftFrom, leftFrom + limit, right, rightFrom, rightFrom + limit);
    return mismatch < 0 ? limit : mismatch;
  }
}
