package io.deltaglider.core.vcdiff;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/** Word-at-a-time access to byte arrays. Callers check ranges; the JVM checks them again. */
final class Bytes {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, LITTLE_ENDIAN);

  private Bytes() {}

  static long longAt(byte[] bytes, int offset) {
    return (long) LONG.get(bytes, offset);
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
