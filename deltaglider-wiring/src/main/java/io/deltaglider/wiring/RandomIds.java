package io.deltaglider.wiring;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.function.Supplier;

/** Gives 32 lower-case hex digits that nobody can guess. Thread-safe. */
final class RandomIds implements Supplier<String> {
  private static final int BYTES = 16;

  private final SecureRandom random = new SecureRandom();

  @Override
  public String get() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
