package io.deltaglider.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Random;

/** Contents that resemble one another, and such that resemble nothing. */
final class Versions {
  static final int SIZE = 200_000;

  private Versions() {}

  /** Returns one version of an archive: like all others but for a few bytes. */
  static byte[] version(int number) {
    byte[] content = unrelated(7);
    byte[] edit = ("version " + number).getBytes(UTF_8);
    System.arraycopy(edit, 0, content, SIZE / 2, edit.length);
    return content;
  }

  /** Returns random bytes. */
  static byte[] unrelated(long seed) {
    byte[] content = new byte[SIZE];
    new Random(seed).nextBytes(content);
    return content;
  }

  static byte[] text(String text) {
    return text.getBytes(UTF_8);
  }
}
