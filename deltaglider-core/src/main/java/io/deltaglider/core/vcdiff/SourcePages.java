package io.deltaglider.core.vcdiff;

import io.deltaglider.port.scratch.ByteSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Random access to a source through a bounded number of heap pages, so that many small reads do not
 * each cost a call of the {@link ByteSource}.
 *
 * <p>A source that fits in the budget is one page: one flat array, read on first use. So is one
 * that is an array already. Else pages have a power of two of bytes and live in a set-associative
 * cache, the least recently used of a set giving way. Not thread-safe.
 */
final class SourcePages {
  private static final int MIN_PAGE_SHIFT = 16;
  private static final int MAX_PAGE_SHIFT = 20;

  /** How many pages a budget is divided into before pages grow. */
  private static final int USUAL_PAGES = 256;

  private static final int WAYS = 8;

  /** The smallest budget: one set of the smallest pages. */
  static final int MIN_BUDGET = WAYS << MIN_PAGE_SHIFT;

  private static final long EMPTY = -1;

  private final ByteSource source;
  private final WholeSource whole;
  private final long sourceSize;
  private final int pageShift;
  private final long pageMask;
  private final int sets;

  /** Page number in each slot; the slots of one set follow one another. */
  private final long[] numbers;

  private final byte[][] pages;
  private final int[] lastUse;
  private int clock;
  private long recentNumber = EMPTY;
  private byte[] recent = new byte[0];

  /**
   * @param budgetBytes the most bytes of pages to hold, at least {@link #MIN_BUDGET}
   */
  SourcePages(ByteSource source, int budgetBytes) {
    this(source, budgetBytes, pageShift(budgetBytes));
  }

  /** As the other constructor, with pages of {@code 1 << pageShift} bytes and no minimum budget. */
  SourcePages(ByteSource source, int budgetBytes, int pageShift) {
    this(source, new WholeSource(source), budgetBytes, pageShift);
  }

  private SourcePages(ByteSource source, WholeSource whole, int budgetBytes, int pageShift) {
    this.source = source;
    this.whole = whole;
    this.sourceSize = source.size();
    if (sourceSize <= budgetBytes || source.array().isPresent()) {
      this.pageShift = Long.SIZE - 1;
      this.sets = 0;
    } else {
      this.pageShift = pageShift;
      this.sets = Math.max(1, (budgetBytes >>> pageShift) / WAYS);
    }
    this.pageMask = (1L << this.pageShift) - 1;
    this.numbers = new long[sets * WAYS];
    this.pages = new byte[sets * WAYS][];
    this.lastUse = new int[sets * WAYS];
    Arrays.fill(numbers, EMPTY);
  }

  /**
   * Returns as many instances for as many threads, which share the budget: a source that fits in it
   * is held once, else each thread has pages of its own.
   */
  static List<SourcePages> forThreads(ByteSource source, int budgetBytes, int threads) {
    WholeSource whole = new WholeSource(source);
    int budget = budgetBytes;
    if (source.size() > budgetBytes) {
      budget = Math.max(MIN_BUDGET, budgetBytes / threads);
    }
    List<SourcePages> all = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      all.add(new SourcePages(source, whole, budget, pageShift(budget)));
    }
    return all;
  }

  private static int pageShift(int budgetBytes) {
    if (budgetBytes < MIN_BUDGET) {
      throw new IllegalArgumentException("budget below " + MIN_BUDGET + ": " + budgetBytes);
    }
    int shift = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(budgetBytes / USUAL_PAGES);
    return Math.max(MIN_PAGE_SHIFT, Math.min(MAX_PAGE_SHIFT, shift));
  }

  /** Returns the source's size in bytes. */
  long size() {
    return sourceSize;
  }

  /** Tells whether the whole source is one page, in which offsets are positions. */
  boolean isFlat() {
    return sets == 0;
  }

  /**
   * Returns the page that holds {@code position}, from 0 to size - 1. It begins at position {@code
   * position - offset(position)}, is valid up to {@link #limit}, and stays unchanged until the next
   * call of any method that reads.
   *
   * @throws IOException if the source fails
   */
  byte[] page(long position) throws IOException {
    long number = position >>> pageShift;
    if (number != recentNumber) {
      Objects.checkIndex(position, sourceSize);
      recent = load(number);
      recentNumber = number;
    }
    return recent;
  }

  /** Tells whether {@link #page} would return the page of {@code position} without reading. */
  boolean isHeld(long position) {
    long number = position >>> pageShift;
    if (isFlat() || number == recentNumber) {
      return true;
    }
    int first = (int) (number % sets) * WAYS;
    for (int i = first; i < first + WAYS; i++) {
      if (numbers[i] == number) {
        return true;
      }
    }
    return false;
  }

  /**
   * Reads eight bytes past the pages, for a look after which nothing else near is likely to be
   * needed.
   *
   * @param position from 0 to size - 8
   * @param target takes them from offset 0 on
   * @throws IOException if the source fails
   */
  void peek(long position, byte[] target) throws IOException {
    source.readFully(position, target, 0, Long.BYTES);
  }

  /** Returns where in its page {@code position} is. */
  int offset(long position) {
    return (int) (position & pageMask);
  }

  /** Returns how many bytes of the page that holds {@code position} are the source's. */
  int limit(long position) {
    return 1 + (int) Math.min(sourceSize - 1 - (position & ~pageMask), pageMask);
  }

  /**
   * Copies bytes, which must lie within the source.
   *
   * @throws IOException if the source fails
   */
  void copy(long position, byte[] target, int offset, int length) throws IOException {
    Objects.checkFromToIndex(position, position + length, sourceSize);
    if (!isFlat() && length > pageMask >>> 1) {
      source.readFully(position, target, offset, length);
      return;
    }
    int done = 0;
    while (done < length) {
      long from = position + done;
      byte[] page = page(from);
      int pageOffset = offset(from);
      int count = Math.min(length - done, limit(from) - pageOffset);
      System.arraycopy(page, pageOffset, target, offset + done, count);
      done += count;
    }
  }

  private byte[] load(long number) throws IOException {
    if (isFlat()) {
      return whole.bytes();
    }
    int first = (int) (number % sets) * WAYS;
    int slot = first;
    for (int i = first; i < first + WAYS; i++) {
      if (numbers[i] == number) {
        lastUse[i] = ++clock;
        return pages[i];
      }
      // By difference, so that the clock may wrap.
      if (clock - lastUse[i] > clock - lastUse[slot]) {
        slot = i;
      }
    }
    return fill(slot, number);
  }

  private byte[] fill(int slot, long number) throws IOException {
    long start = number << pageShift;
    byte[] page = pages[slot];
    if (page == null) {
      page = new byte[1 << pageShift];
      pages[slot] = page;
    }
    // Emptied first: a failed read must not leave half a page under the old number.
    numbers[slot] = EMPTY;
    source.readFully(start, page, 0, limit(start));
    numbers[slot] = number;
    lastUse[slot] = ++clock;
    return page;
  }
}
