package io.deltaglider.port.storage;

import java.util.OptionalLong;

/**
 * A range of an object's bytes as HTTP knows it.
 *
 * @param first the first byte's position, absent for the last {@code last} bytes
 * @param last the last byte's position, inclusive, absent for "to the end"; without {@code first},
 *     how many bytes from the end
 */
public record ByteRange(OptionalLong first, OptionalLong last) {
  /** Checks that the range is not upside down. */
  public ByteRange {
    if (first.isEmpty() && last.isEmpty()) {
      throw new IllegalArgumentException("a range needs a first or a last byte");
    }
    if (first.orElse(0) < 0 || last.orElse(0) < 0) {
      throw new IllegalArgumentException("negative position in range");
    }
    if (first.isPresent() && last.isPresent() && last.getAsLong() < first.getAsLong()) {
      throw new IllegalArgumentException(
          "range ends at " + last.getAsLong() + " before it begins at " + first.getAsLong());
    }
  }

  /** Returns the range from {@code first} to {@code last}, both inclusive. */
  public static ByteRange of(long first, long last) {
    return new ByteRange(OptionalLong.of(first), OptionalLong.of(last));
  }

  /** Returns the range from {@code first} to the end. */
  public static ByteRange from(long first) {
    return new ByteRange(OptionalLong.of(first), OptionalLong.empty());
  }

  /** Returns the range of the last {@code count} bytes, or of all bytes if there are fewer. */
  public static ByteRange last(long count) {
    return new ByteRange(OptionalLong.empty(), OptionalLong.of(count));
  }

  /**
   * Returns the position of this range's first byte in an object of {@code size} bytes.
   *
   * @return {@code size} if the range has no byte in the object
   */
  public long start(long size) {
    if (first.isPresent()) {
      return Math.min(first.getAsLong(), size);
    }
    return Math.max(0, size - last.orElseThrow());
  }

  /** Returns the position behind this range's last byte in an object of {@code size} bytes. */
  public long end(long size) {
    if (first.isEmpty() || last.isEmpty() || last.getAsLong() >= size) {
      return size;
    }
    return last.getAsLong() + 1;
  }

  /** Returns whether this range has at least one byte in an object of {@code size} bytes. */
  public boolean isSatisfiable(long size) {
    return start(size) < end(size);
  }

  /** Returns the range as an HTTP header shows it, such as {@code bytes=0-99}. */
  @Override
  public String toString() {
    String from = first.isPresent() ? Long.toString(first.getAsLong()) : "";
    String to = last.isPresent() ? Long.toString(last.getAsLong()) : "";
    return "bytes=" + from + "-" + to;
  }
}
