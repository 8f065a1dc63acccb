package io.deltaglider.core.vcdiff;

import java.io.IOException;
import java.util.Arrays;

/**
 * Finds short matches between the long ones. What lies between two long copies is mostly a changed
 * form of what lies between their origins; so only the source next to those is searched, with a
 * small hash table made for each gap. Gaps of incompressible bytes are left alone. Not thread-safe.
 */
final class GapFiller {
  /** Shorter gaps are not searched. */
  private static final int MIN_GAP = 8;

  /** Longer gaps are not searched. */
  private static final int MAX_GAP = 1 << 16;

  /** How far outside of the origins' gap the search goes. */
  private static final int MARGIN = 64;

  /** Bytes hashed; also the shortest match. Shorter ones cost more to describe than they save. */
  private static final int SPAN = Long.BYTES;

  private static final int TABLE_SHIFT = 16;

  private final SourceMatcher matcher;
  private final Copies filled = new Copies();
  private final int[] slots = new int[1 << TABLE_SHIFT];
  private final byte[] region = new byte[2 * (MAX_GAP + 2 * MARGIN) + Long.BYTES];

  private byte[] target = new byte[0];

  GapFiller(SourceMatcher matcher) {
    this.matcher = matcher;
  }

  /** Returns {@code copies} and the short ones between them; valid until the next call. */
  Copies fill(byte[] target, int start, int end, Copies copies) throws IOException {
    this.target = target;
    filled.clear(start);
    for (int i = 0; i <= copies.count(); i++) {
      int from = i == 0 ? start : copies.end(i - 1);
      int to = i == copies.count() ? end : copies.start(i);
      if (to - from >= MIN_GAP && to - from <= MAX_GAP && !Bytes.lookRandom(target, from, to)) {
        long left = i == 0 ? -1 : copies.origin(i - 1);
        long right = i == copies.count() ? -1 : copies.origin(i);
        if (left >= 0) {
          left += copies.length(i - 1);
        }
        fillGap(from, to, left, right);
      }
      if (i < copies.count()) {
        filled.add(copies.start(i), copies.length(i), copies.origin(i));
      }
    }
    return filled;
  }

  /**
   * @param left where the source goes on behind the copy before the gap, or negative
   * @param right where the copy behind the gap begins in the source, or negative
   */
  private void fillGap(int from, int to, long left, long right) throws IOException {
    int size = to - from;
    if (left >= 0 && right >= left && right - left <= 2L * size + 2 * MARGIN) {
      search(from, to, left - MARGIN, right + MARGIN);
    } else if (left >= 0) {
      search(from, to, left - MARGIN, left + size + MARGIN);
    } else if (right >= 0) {
      search(from, to, right - size - MARGIN, right + MARGIN);
    }
  }

  private void search(int from, int to, long regionFrom, long regionTo) throws IOException {
    long start = Math.max(0, regionFrom);
    int regionSize = (int) (Math.min(matcher.size(), regionTo) - start);
    if (regionSize < SPAN) {
      return;
    }
    matcher.copy(start, region, 0, regionSize);
    int bits = Math.min(TABLE_SHIFT, Integer.SIZE - Integer.numberOfLeadingZeros(regionSize));
    Arrays.fill(slots, 0, 1 << bits, 0);
    for (int i = regionSize - SPAN; i >= 0; i--) {
      slots[Bytes.hash(Bytes.longAt(region, i), bits)] = i + 1;
    }
    int done = from;
    int position = from;
    while (position <= to - SPAN) {
      int candidate = slots[Bytes.hash(Bytes.longAt(target, position), bits)] - 1;
      int forward = 0;
      if (candidate >= 0) {
        forward =
            Bytes.matchForward(
                region,
                candidate,
                target,
                position,
                Math.min(to - position, regionSize - candidate));
      }
      if (forward < SPAN) {
        position++;
        continue;
      }
      int back =
          Bytes.matchBackward(
              region, candidate, target, position, Math.min(candidate, position - done));
      filled.add(position - back, back + forward, start + candidate - back);
      position += forward;
      done = position;
    }
  }
}
