package io.deltaglider.core;

import java.util.Random;

/** Deterministic contents for tests: the same arguments give the same bytes. */
final class Contents {
  /** Large enough for a delta by the default policy. */
  static final int SIZE = 100_000;

  private static final int EDIT_BYTES = 16;

  private Contents() {}

  /** Returns bytes that resemble those of no other seed and cannot be compressed. */
  static byte[] random(int size, long seed) {
    byte[] content = new byte[size];
    new Random(seed).nextBytes(content);
    return content;
  }

  /** Returns the content of a release: version 0 is random, later ones differ in a few places. */
  static byte[] version(long product, int version) {
    return version(SIZE, product, version);
  }

  /** Returns a release of about {@code size} bytes. */
  static byte[] version(int size, long product, int version) {
    byte[] content = random(size, product);
    for (int number = 1; number <= version; number++) {
      Random random = new Random(product * 1000 + number);
      for (int edit = 0; edit < 3; edit++) {
        byte[] patch = new byte[Math.min(EDIT_BYTES, size)];
        random.nextBytes(patch);
        int at = size == patch.length ? 0 : random.nextInt(size - patch.length);
        System.arraycopy(patch, 0, content, at, patch.length);
      }
    }
    return content;
  }
}
