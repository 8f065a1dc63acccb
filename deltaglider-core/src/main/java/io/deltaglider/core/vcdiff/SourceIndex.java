package io.deltaglider.core.vcdiff;

import io.deltaglider.port.scratch.ByteSource;
import java.io.IOException;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Where in the source a sequence of {@link #SPAN} bytes may be found. Every {@code stride} bytes of
 * the whole source one position is entered into a hash table of a fixed size, so that any match of
 * {@code SPAN + stride - 1} bytes is met by a look-up at each target position. The stride grows
 * with the source, the table does not.
 *
 * <p>An entry is an int: the number of the position plus one in the high bits, a tag (bits of the
 * hash) in the low ones. A look-up reads a pair of neighbouring entries and compares tags, so that
 * false hits rarely touch the source. Immutable once built.
 */
final class SourceIndex {
  /** How many bytes are hashed. */
  static final int SPAN = 16;

  /** What look-ups return when there is no candidate. */
  static final long NONE = -1;

  private static final long MULTIPLIER_1 = 0x9E3779B97F4A7C15L;
  private static final long MULTIPLIER_2 = 0xC2B2AE3D27D4EB4FL;

  /**
   * The index of a larger source does not fit in the caches of a processor; then entering a
   * position costs more, and half as many have to do.
   */
  private static final int LARGE_SOURCE = 1 << 25;

  private static final int CHUNK = 1 << 18;
  private static final int BATCH = 128;
  private static final int MIN_SLOTS_SHIFT = 4;

  private final int[] slots;
  private final int hashShift;
  private final int stride;
  private final int tagBits;
  private final int tagMask;

  private SourceIndex(int slotsShift, int stride, int tagBits) {
    this.slots = new int[1 << slotsShift];
    this.hashShift = Long.SIZE - slotsShift;
    this.stride = stride;
    this.tagBits = tagBits;
    this.tagMask = (1 << tagBits) - 1;
  }

  /**
   * Reads the source once and indexes it.
   *
   * @param maxBytes the most memory to take, in bytes
   * @param minStride the distance between indexed positions, if memory allows
   * @return empty if {@code stop} said so
   */
  static Optional<SourceIndex> build(
      ByteSource source, int maxBytes, int minStride, BooleanSupplier stop) throws IOException {
    int maxShift = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(maxBytes / Integer.BYTES);
    long maxEntries = (1L << maxShift) / 4 * 3;
    long usual = source.size() > LARGE_SOURCE ? 2L * minStride : minStride;
    long stride = Math.max(usual, (source.size() + maxEntries - 1) / maxEntries);
    while (!isCoprimeWithSteps(stride)) {
      stride++;
    }
    long entries = source.size() / stride + 1;
    int slotsShift = MIN_SLOTS_SHIFT;
    while (slotsShift < maxShift && 1L << slotsShift < entries / 2 * 3) {
      slotsShift++;
    }
    int tagBits = Long.numberOfLeadingZeros(entries) - Integer.SIZE;
    SourceIndex index = new SourceIndex(slotsShift, Math.toIntExact(stride), tagBits);
    return index.addAll(source, stop) ? Optional.of(index) : Optional.empty();
  }

  /**
   * Tells whether look-ups in steps of any odd number up to 15 meet each position modulo the
   * stride. Otherwise aligned data might never be met.
   */
  private static boolean isCoprimeWithSteps(long stride) {
    return stride % 3 != 0
        && stride % 5 != 0
        && stride % 7 != 0
        && stride % 11 != 0
        && stride % 13 != 0;
  }

  /** Returns the hash of the {@link #SPAN} bytes at {@code offset}. */
  static long hash(byte[] bytes, int offset) {
    long low = Bytes.longAt(bytes, offset) * MULTIPLIER_1;
    long high = Bytes.longAt(bytes, offset + Long.BYTES) * MULTIPLIER_2;
    long mixed = (low ^ high >>> 32 ^ high << 32) * MULTIPLIER_1;
    return mixed ^ mixed >>> 32;
  }

  /** Returns a position whose bytes may have this hash, or {@link #NONE}. */
  long first(long hash) {
    return position(slots[(int) (hash >>> hashShift)], hash);
  }

  /** Returns another position whose bytes may have this hash, or {@link #NONE}. */
  long second(long hash) {
    return position(slots[(int) (hash >>> hashShift) ^ 1], hash);
  }

  private long position(int entry, long hash) {
    if ((((int) hash ^ entry) & tagMask) != 0 || entry >>> tagBits == 0) {
      return NONE;
    }
    return (long) ((entry >>> tagBits) - 1) * stride;
  }

  private boolean addAll(ByteSource source, BooleanSupplier stop) throws IOException {
    long size = source.size();
    int chunkSize = (int) Math.min(size, Math.max(CHUNK, stride) + SPAN);
    Optional<byte[]> array = source.array();
    byte[] chunk = array.isPresent() ? array.get() : new byte[chunkSize];
    long[] hashes = new long[chunkSize / stride + 1];
    int number = 0;
    while ((long) number * stride <= size - SPAN) {
      if (stop.getAsBoolean()) {
        return false;
      }
      long position = (long) number * stride;
      int length = (int) Math.min(chunkSize, size - position);
      int from = 0;
      if (array.isPresent()) {
        from = (int) position;
      } else {
        source.readFully(position, chunk, 0, length);
      }
      int count = 0;
      for (int offset = 0; offset <= length - SPAN; offset += stride) {
        hashes[count++] = hash(chunk, from + offset);
      }
      addAll(hashes, count, number + 1);
      number += count;
    }
    return true;
  }

  /**
   * Enters consecutive positions. Slots are spread over the whole table: reading those of a batch
   * ahead lets the memory serve them at the same time instead of one after another.
   */
  private void addAll(long[] hashes, int count, int firstNumber) {
    int[] entries = new int[BATCH];
    for (int from = 0; from < count; from += BATCH) {
      int size = Math.min(BATCH, count - from);
      for (int i = 0; i < size; i++) {
        entries[i] = slots[(int) (hashes[from + i] >>> hashShift)];
      }
      for (int i = 0; i < size; i++) {
        add(hashes[from + i], firstNumber + from + i, entries[i]);
      }
    }
  }

  /**
   * Enters a position unless its bytes seem to be there already, or both places are taken.
   *
   * @param number of the position, plus one
   * @param early what was in the first place a moment ago; if something, it still is
   */
  private void add(long hash, int number, int early) {
    int tag = (int) hash & tagMask;
    int slot = (int) (hash >>> hashShift);
    int entry = early == 0 ? slots[slot] : early;
    if (entry != 0 && (entry & tagMask) != tag) {
      slot ^= 1;
      entry = slots[slot];
    }
    if (entry == 0) {
      slots[slot] = number << tagBits | tag;
    }
  }
}
