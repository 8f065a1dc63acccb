package io.deltaglider.core.vcdiff;

/**
 * The part of the source that a window copies from.
 *
 * @param start where it begins in the source
 * @param length its size in bytes, 0 or more
 */
record SourceSegment(long start, long length) {
  /**
   * Returns the address of what a copy repeats, or -1 if a window cannot reach it.
   *
   * @param windowStart where the window begins, as an offset in what the copies count from
   */
  long address(Copies copies, int i, int windowStart) {
    long origin = copies.origin(i);
    if (origin < 0) {
      long offset = ~origin - windowStart;
      return offset < 0 ? -1 : length + offset;
    }
    boolean inside = origin >= start && origin + copies.length(i) <= start + length;
    return inside ? origin - start : -1;
  }
}
