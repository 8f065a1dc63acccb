package io.deltaglider.cli.migrate;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.deltaglider.core.integrity.Digests;
import java.nio.ByteBuffer;
import java.security.MessageDigest;

/**
 * A set of texts of which only 128 bits of SHA-256 are kept: 16 bytes each, and as much again for
 * room to grow. Not thread-safe.
 */
final class Fingerprints {
  private static final int FIRST_CAPACITY = 1024; // a power of two, as all capacities

  private final MessageDigest digest = Digests.sha256();
  private long[] table = new long[2 * FIRST_CAPACITY];
  private int size;

  boolean contains(String text) {
    ByteBuffer hash = hash(text);
    long high = high(hash);
    int slot = slot(high, hash.getLong(Long.BYTES));
    return table[slot] == high;
  }

  void add(String text) {
    ByteBuffer hash = hash(text);
    long high = high(hash);
    long low = hash.getLong(Long.BYTES);
    int slot = slot(high, low);
    if (table[slot] == high) {
      return;
    }
    table[slot] = high;
    table[slot + 1] = low;
    size++;
    if (size > table.length / 4) {
      grow();
    }
  }

  private ByteBuffer hash(String text) {
    return ByteBuffer.wrap(digest.digest(text.getBytes(UTF_8)));
  }

  /** Zero stands for an empty place. */
  private static long high(ByteBuffer hash) {
    long high = hash.getLong(0);
    return high == 0 ? 1 : high;
  }

  /** Returns where an entry is, or where it would go. */
  private int slot(long high, long low) {
    int mask = table.length / 2 - 1;
    int place = (int) high & mask;
    while (table[2 * place] != 0 && !(table[2 * place] == high && table[2 * place + 1] == low)) {
      place = (place + 1) & mask;
    }
    return 2 * place;
  }

  private void grow() {
    long[] old = table;
    table = new long[Math.multiplyExact(old.length, 2)];
    for (int i = 0; i < old.length; i += 2) {
      if (old[i] != 0) {
        int slot = slot(old[i], old[i + 1]);
        table[slot] = old[i];
        table[slot + 1] = old[i + 1];
      }
    }
  }
}
