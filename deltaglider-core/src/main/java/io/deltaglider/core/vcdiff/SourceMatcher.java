package io.deltaglider.core.vcdiff;

import java.io.IOException;

/** Compares the source, read through pages, with arrays. Not thread-safe. */
final class SourceMatcher {
  private final SourcePages pages;
  private final long size;
  private final byte[] peeked = new byte[Long.BYTES];

  SourceMatcher(SourcePages pages) {
    this.pages = pages;
    this.size = pages.size();
  }

  /** Returns the source's size in bytes. */
  long size() {
    return size;
  }

  /** Returns the eight bytes at {@code position}, which must be in the source, little-endian. */
  long longAt(long position) throws IOException {
    byte[] page = pages.page(position);
    int offset = pages.offset(position);
    if (offset <= pages.limit(position) - Long.BYTES) {
      return Bytes.longAt(page, offset);
    }
    byte[] bytes = new byte[Long.BYTES];
    pages.copy(position, bytes, 0, Long.BYTES);
    return Bytes.longAt(bytes, 0);
  }

  /**
   * Tells whether the eight bytes at a source position and at an offset in {@code target} agree,
   * where they rarely do: then no page is read for it.
   */
  boolean agreesByChance(long position, byte[] target, int offset) throws IOException {
    if (position > size - Long.BYTES) {
      return false;
    }
    if (pages.isHeld(position)) {
      return longAt(position) == Bytes.longAt(target, offset);
    }
    pages.peek(position, peeked);
    return Bytes.longAt(peeked, 0) == Bytes.longAt(target, offset);
  }

  /** Copies bytes, which must lie within the source. */
  void copy(long position, byte[] target, int offset, int length) throws IOException {
    pages.copy(position, target, offset, length);
  }

  /**
   * Returns how many bytes agree going forward from a source position, which may be outside of the
   * source, and an offset in {@code target}; the latter stays below {@code targetEnd}.
   */
  int forward(long position, byte[] target, int offset, int targetEnd) throws IOException {
    if (position < 0) {
      return 0;
    }
    int limit = (int) Math.min(targetEnd - offset, size - position);
    int length = 0;
    while (length < limit) {
      long from = position + length;
      byte[] page = pages.page(from);
      int pageOffset = pages.offset(from);
      int count = Math.min(pages.limit(from) - pageOffset, limit - length);
      int matched = Bytes.matchForward(page, pageOffset, target, offset + length, count);
      length += matched;
      if (matched < count) {
        break;
      }
    }
    return Math.max(length, 0);
  }

  /**
   * Returns how many bytes agree going backward from just before a source position and an offset in
   * {@code target}, at most {@code limit}, which must not exceed the offset.
   */
  int backward(long position, byte[] target, int offset, int limit) throws IOException {
    int most = (int) Math.min(limit, position);
    int length = 0;
    while (length < most) {
      long last = position - length - 1;
      byte[] page = pages.page(last);
      int pageEnd = pages.offset(last) + 1;
      int count = Math.min(pageEnd, most - length);
      int matched = Bytes.matchBackward(page, pageEnd, target, offset - length, count);
      length += matched;
      if (matched < count) {
        break;
      }
    }
    return length;
  }
}
