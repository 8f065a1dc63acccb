package io.deltaglider.core.vcdiff;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Reproducible bytes of several kinds. */
final class Samples {
  private static final String[] WORDS = {
    "version", "reference", "delta", "window", "source", "target", "copy", "release", "of", "the",
    "a", "0", "1", "\n", "\n\n", "<dependency>", "</dependency>", "import ", "java.util.", ";"
  };

  private Samples() {}

  /** Returns incompressible bytes. */
  static byte[] random(long seed, int size) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  /** Returns bytes that look like source code. */
  static byte[] text(long seed, int size) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder(size + 16);
    while (text.length() < size) {
      text.append(WORDS[random.nextInt(WORDS.length)]).append(random.nextInt(50)).append(' ');
    }
    text.setLength(size);
    return text.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Returns {@code size} bytes that repeat {@code period}. */
  static byte[] periodic(byte[] period, int size) {
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = period[i % period.length];
    }
    return bytes;
  }

  /**
   * Returns a later version of some bytes: stretches overwritten, inserted, removed, moved and
   * repeated, {@code edits} times.
   */
  static byte[] edited(byte[] original, long seed, int edits) {
    Random random = new Random(seed);
    byte[] bytes = original;
    for (int i = 0; i < edits; i++) {
      bytes = edited(bytes, random);
    }
    return bytes;
  }

  private static byte[] edited(byte[] bytes, Random random) {
    int from = random.nextInt(bytes.length + 1);
    int to = Math.min(bytes.length, from + random.nextInt(1 << random.nextInt(13)));
    int at = random.nextInt(bytes.length + 1);
    byte[] fresh = random(random.nextLong(), random.nextInt(1 << random.nextInt(11)));
    return switch (random.nextInt(5)) {
      case 0 -> concat(slice(bytes, 0, from), fresh, slice(bytes, from, bytes.length));
      case 1 -> concat(slice(bytes, 0, from), slice(bytes, to, bytes.length));
      case 2 -> concat(slice(bytes, 0, at), slice(bytes, from, to), slice(bytes, at, bytes.length));
      case 3 -> concat(slice(bytes, to, bytes.length), slice(bytes, 0, to));
      default -> overwritten(bytes, from, fresh);
    };
  }

  private static byte[] overwritten(byte[] bytes, int from, byte[] fresh) {
    byte[] copy = bytes.clone();
    System.arraycopy(fresh, 0, copy, from, Math.min(fresh.length, bytes.length - from));
    return copy;
  }

  static byte[] slice(byte[] bytes, int from, int to) {
    return java.util.Arrays.copyOfRange(bytes, from, to);
  }

  static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
