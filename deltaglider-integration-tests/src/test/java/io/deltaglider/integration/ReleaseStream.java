package io.deltaglider.integration;

import java.io.InputStream;
import java.util.SplittableRandom;

/**
 * A release of any size that is never held in memory: the same random bytes for every version, but
 * for one block in a thousand. Not thread-safe.
 */
final class ReleaseStream extends InputStream {
  private static final int BLOCK = 8192;
  private static final int EDITED_EVERY = 1000;
  private static final long PRODUCT = 20261124;

  private final long size;
  private final int version;
  private final byte[] block = new byte[BLOCK];
  private long position;

  ReleaseStream(long size, int version) {
    this.size = size;
    this.version = version;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) {
    if (position == size) {
      return -1;
    }
    int within = (int) (position % BLOCK);
    if (within == 0) {
      fill(position / BLOCK);
    }
    int count = (int) Math.min(Math.min(length, BLOCK - within), size - position);
    System.arraycopy(block, within, buffer, offset, count);
    position += count;
    return count;
  }

  private void fill(long number) {
    boolean edited = number % EDITED_EVERY == version % EDITED_EVERY;
    long seed = PRODUCT + number * (edited ? version + 2L : 1);
    new SplittableRandom(seed * 0x9E3779B97F4A7C15L).nextBytes(block);
  }
}
