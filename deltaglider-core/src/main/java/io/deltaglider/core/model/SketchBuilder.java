package io.deltaglider.core.model;

import java.util.Arrays;
import java.util.Objects;

/**
 * Computes a {@link Sketch} from content that streams by. The result depends on the bytes alone,
 * not on how they were cut into updates. Not thread-safe.
 *
 * <p>A gear hash rolls over every byte ({@link GearTable}). One position in 256, chosen by the
 * hash's own upper bits and so by content, is a sample: its hash is scrambled, picks a bin, and the
 * bin keeps its least value. That is MinHash (Broder, "On the resemblance and containment of
 * documents", 1997) with one permutation instead of one per bin (Li, Owen, Zhang, "One permutation
 * hashing", 2012), of which 16 bits a bin are kept (Li, König, "b-bit minwise hashing", 2010).
 */
public final class SketchBuilder {
  private static final long[] GEAR = GearTable.create();

  /** A position is a sample if its hash has zeros from this bit up: one in 256. */
  private static final int SAMPLE_SHIFT = 56;

  private static final long NOTHING = Long.MAX_VALUE;
  private static final int BIN_BITS = 4;

  private final long[] minima = new long[Sketch.BINS];
  private long hash;

  /** Starts with no content. */
  public SketchBuilder() {
    Arrays.fill(minima, NOTHING);
  }

  /**
   * Takes the next bytes of the content.
   *
   * @throws IndexOutOfBoundsException if the range is not within the array
   */
  public void update(byte[] bytes, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    long[] gear = GEAR;
    long rolling = hash;
    int end = offset + length;
    for (int i = offset; i < end; i++) {
      // The upper bits are the ones that all of the last 64 bytes reach.
      rolling = (rolling << 1) + gear[bytes[i] & 0xff];
      if (rolling >>> SAMPLE_SHIFT == 0) {
        sample(rolling);
      }
    }
    hash = rolling;
  }

  /** Returns the sketch of all content so far. */
  public Sketch build() {
    int[] bins = new int[Sketch.BINS];
    for (int i = 0; i < bins.length; i++) {
      if (minima[i] != NOTHING) {
        // 0 is what an empty bin shows. The lower bits of a minimum are as random as ever.
        bins[i] = Math.max(1, (int) minima[i] & 0xffff);
      }
    }
    return Sketch.of(bins);
  }

  private void sample(long windowHash) {
    long mixed = GearTable.mix(windowHash);
    int bin = (int) mixed & (Sketch.BINS - 1);
    long value = mixed >>> BIN_BITS;
    if (value < minima[bin]) {
      minima[bin] = value;
    }
  }
}
