package io.deltaglider.core.vcdiff;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Finds the long matches of one target window in the whole source, and in the window itself.
 *
 * <p>The diagonal of a match is its source position minus its offset in the window. At each
 * position the last diagonal is tried first: where two versions of one thing differ in place, it
 * goes on behind the difference. Only then the {@link SourceIndex} is asked. A match is extended
 * both ways; going backward it may replace shorter ones found before. Where nothing matches for
 * long, positions are skipped, more and more of them.
 *
 * <p>The result for a window depends on that window and the source alone. Not thread-safe.
 */
final class MatchFinder {
  /** The shortest match to take on the last diagonal, whose address is cheap to write. */
  private static final int MIN_ON_DIAGONAL = 8;

  /** The shortest match to take anywhere else in the source. */
  private static final int MIN_ELSEWHERE = 24;

  /** The shortest match to take in the window itself: secondary compression does the others. */
  private static final int MIN_IN_TARGET = 64;

  /** How far a match may grow back over earlier ones; bounds the work spent on periodic data. */
  private static final int MAX_OVERLAP = 1 << 10;

  /** How many bytes that differ are passed over when going back on a new diagonal. */
  private static final int MAX_DIFFERENCE = 16;

  /** How many pieces are taken that way. */
  private static final int MAX_PIECES = 16;

  /** How far ahead the last diagonal is searched before the index is asked. */
  private static final int RESYNC_DISTANCE = 32;

  /**
   * The same, as long as the window did without the index: an object that was only overwritten here
   * and there is not indexed at all.
   */
  private static final int FIRST_RESYNC_DISTANCE = 1 << 12;

  /** How many bytes have to agree there. */
  private static final int RESYNC_LENGTH = 32;

  /** After this many look-ups in vain the step grows by two, up to {@link #MAX_STEP}. */
  private static final int PATIENCE_SHIFT = 10;

  private static final int MAX_STEP = 15;
  private static final int POLL_DISTANCE = 1 << 16;

  private static final int SELF_SLOTS_SHIFT = 16;

  /** One in eight positions is entered in the window's own index, chosen by its hash. */
  private static final int SELF_SAMPLE_MASK = 7;

  private final SourceMatcher matcher;
  private final LazyIndex index;
  private final BooleanSupplier stop;
  private final int[] selfSlots = new int[1 << SELF_SLOTS_SHIFT];
  private final Copies copies = new Copies();
  private final int[] pieceStarts = new int[MAX_PIECES];
  private final int[] pieceEnds = new int[MAX_PIECES];

  private byte[] target = new byte[0];
  private int windowStart;
  private int windowEnd;
  private long diagonal;
  private int resyncDistance;

  MatchFinder(SourceMatcher matcher, LazyIndex index, BooleanSupplier stop) {
    this.matcher = matcher;
    this.index = index;
    this.stop = stop;
  }

  /** Returns what {@link #find} found. */
  Copies copies() {
    return copies;
  }

  /**
   * Finds matches for a window.
   *
   * @param target holds the window from {@code start} to {@code end}
   * @param likelyPosition where in the source the window's content most likely is
   * @param nextLikelyPosition the second guess
   * @return false if {@code stop} said so; the copies are then incomplete
   */
  boolean find(byte[] target, int start, int end, long likelyPosition, long nextLikelyPosition)
      throws IOException {
    this.target = target;
    this.windowStart = start;
    this.windowEnd = end;
    copies.clear(start);
    Arrays.fill(selfSlots, 0);
    resyncDistance = FIRST_RESYNC_DISTANCE;
    diagonal = likelyPosition - start;
    if (!agrees(start, diagonal) && agrees(start, nextLikelyPosition - start)) {
      diagonal = nextLikelyPosition - start;
    }
    Optional<SourceIndex> known = Optional.empty();
    int position = start;
    int nextPoll = start;
    while (position <= end - SourceIndex.SPAN) {
      if (position >= nextPoll) {
        if (stop.getAsBoolean()) {
          return false;
        }
        nextPoll = position + POLL_DISTANCE;
      }
      int along = followDiagonal(position);
      if (along > position) {
        position = along;
        continue;
      }
      if (known.isEmpty()) {
        known = index.get();
        if (known.isEmpty()) {
          return false;
        }
      }
      resyncDistance = RESYNC_DISTANCE;
      position = search(known.get(), position);
    }
    if (position <= end - MIN_ON_DIAGONAL) {
      followDiagonal(position);
    }
    return true;
  }

  /** Tells whether the eight bytes at an offset agree with those of the source on a diagonal. */
  private boolean agrees(int offset, long diagonal) throws IOException {
    long position = offset + diagonal;
    return offset <= windowEnd - Long.BYTES
        && position >= 0
        && position <= matcher.size() - Long.BYTES
        && matcher.longAt(position) == Bytes.longAt(target, offset);
  }

  /**
   * Copies along the last diagonal from an offset on, also over short differences if a long match
   * follows them. Returns where it ends, which is {@code from} if there is nothing to copy.
   */
  private int followDiagonal(int from) throws IOException {
    int end = from;
    int position = from;
    while (position <= end + Math.min(resyncDistance, windowEnd - MIN_ON_DIAGONAL - end)) {
      int matched = agrees(position, diagonal) ? forward(position) : 0;
      if (matched == 0) {
        position++;
        continue;
      }
      take(position, position + matched, position + diagonal);
      if (matched >= RESYNC_LENGTH || position == end) {
        end = position + matched;
      }
      position += matched;
    }
    copies.removeFrom(end);
    return end;
  }

  private int forward(int offset) throws IOException {
    return matcher.forward(offset + diagonal, target, offset, windowEnd);
  }

  /**
   * Looks each position up, from {@code from} until a match is taken, the window ends, or it is
   * time to ask whether to stop. Returns where to go on.
   */
  private int search(SourceIndex index, int from) throws IOException {
    byte[] target = this.target;
    int last = from + Math.min(POLL_DISTANCE, windowEnd - SourceIndex.SPAN - from);
    int anchor = copies.end();
    int position = from;
    while (position <= last) {
      if (agrees(position, diagonal)) {
        return takeOnDiagonal(position);
      }
      long hash = SourceIndex.hash(target, position);
      long candidate = index.first(hash);
      if (candidate >= 0) {
        int end = takeElsewhere(candidate, position);
        if (end > position) {
          return end;
        }
      }
      candidate = index.second(hash);
      if (candidate >= 0) {
        int end = takeElsewhere(candidate, position);
        if (end > position) {
          return end;
        }
      }
      if ((hash & SELF_SAMPLE_MASK) == 0) {
        int end = takeInTarget(hash, position);
        if (end > position) {
          return end;
        }
      }
      position += Math.min(MAX_STEP, 1 + 2 * ((position - anchor) >> PATIENCE_SHIFT));
    }
    return position;
  }

  private int takeOnDiagonal(int position) throws IOException {
    int end = position + forward(position);
    int back = matcher.backward(position + diagonal, target, position, position - copies.end());
    take(position - back, end, position - back + diagonal);
    return end;
  }

  private int takeElsewhere(long candidate, int position) throws IOException {
    if (!matcher.agreesByChance(candidate, target, position)) {
      return position;
    }
    int forward = matcher.forward(candidate, target, position, windowEnd);
    int anchor = copies.end();
    int back =
        matcher.backward(
            candidate,
            target,
            position,
            Math.min(position - windowStart, position - anchor + MAX_OVERLAP));
    int start = position - back;
    int end = position + forward;
    if (start < anchor) {
      start = Math.min(anchor, firstReplaced(start));
    }
    if (end - start < MIN_ELSEWHERE) {
      return position;
    }
    diagonal = candidate - position;
    takeWithEarlierPieces(start, end);
    return end;
  }

  /**
   * Takes a match on the diagonal, and before it, over short differences, what else agrees there,
   * as long as that replaces shorter copies.
   */
  private void takeWithEarlierPieces(int start, int end) throws IOException {
    int pieces = 0;
    int first = start;
    pieceEnds[pieces++] = end;
    pieceStarts[0] = start;
    while (pieces < MAX_PIECES) {
      copies.removeFrom(first);
      int pieceEnd = previousAgreement(first);
      if (pieceEnd < 0) {
        break;
      }
      int most = Math.min(pieceEnd - windowStart, MAX_OVERLAP);
      int pieceStart =
          firstReplaced(pieceEnd - matcher.backward(pieceEnd + diagonal, target, pieceEnd, most));
      if (pieceEnd - pieceStart < Math.max(MIN_ON_DIAGONAL, copies.coveredFrom(pieceStart) + 1)) {
        break;
      }
      pieceStarts[pieces] = pieceStart;
      pieceEnds[pieces++] = pieceEnd;
      first = pieceStart;
    }
    copies.removeFrom(first);
    while (--pieces >= 0) {
      take(pieceStarts[pieces], pieceEnds[pieces], pieceStarts[pieces] + diagonal);
    }
  }

  /** Returns the end of the last eight bytes before an offset that agree on the diagonal, or -1. */
  private int previousAgreement(int offset) throws IOException {
    int last = Math.max(windowStart + Long.BYTES, offset - MAX_DIFFERENCE);
    for (int end = offset - 1; end >= last; end--) {
      if (agrees(end - Long.BYTES, diagonal)) {
        return end;
      }
    }
    return -1;
  }

  /**
   * Returns the start of the earliest copy at or after {@code from}, or the end of the last one
   * before.
   */
  private int firstReplaced(int from) {
    int i = copies.count();
    while (i > 0 && copies.start(i - 1) >= from) {
      i--;
    }
    return i == 0 ? from : Math.max(from, copies.end(i - 1));
  }

  private int takeInTarget(long hash, int position) {
    int slot = (int) (hash >>> (Long.SIZE - SELF_SLOTS_SHIFT));
    int candidate = selfSlots[slot] - 1;
    selfSlots[slot] = position + 1;
    if (candidate < 0) {
      return position;
    }
    int forward = Bytes.matchForward(target, candidate, target, position, windowEnd - position);
    int back =
        Bytes.matchBackward(
            target,
            candidate,
            target,
            position,
            Math.min(candidate - windowStart, position - copies.end()));
    if (forward + back < MIN_IN_TARGET) {
      return position;
    }
    copies.add(position - back, forward + back, ~(long) (candidate - back));
    return position + forward;
  }

  private void take(int start, int end, long origin) {
    copies.add(start, end - start, origin);
  }
}
