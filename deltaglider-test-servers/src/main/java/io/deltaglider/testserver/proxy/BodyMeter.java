package io.deltaglider.testserver.proxy;

import java.io.IOException;
import java.util.function.LongConsumer;

/** Counts the bytes of a body as they pass, and lets a fault strike among them. */
final class BodyMeter {
  private static final long NEVER = Long.MAX_VALUE;

  private final LongConsumer counter;
  private final Strike strike;
  private long left; // bytes until the fault strikes

  /** What a fault does: it waits, or it ends the connection. */
  @FunctionalInterface
  interface Strike {
    /** Does it. */
    void run() throws IOException;
  }

  private BodyMeter(LongConsumer counter, long left, Strike strike) {
    this.counter = counter;
    this.left = left;
    this.strike = strike;
  }

  /** Only counts. */
  static BodyMeter counting(LongConsumer counter) {
    return new BodyMeter(counter, NEVER, () -> {});
  }

  /** Counts, and strikes once: after that many bytes, or before the end of a shorter body. */
  static BodyMeter striking(LongConsumer counter, long afterBytes, Strike strike) {
    return new BodyMeter(counter, afterBytes, strike);
  }

  /** Says how long the body is, if that is known. It is longer than nothing. */
  void expect(long length) {
    if (left != NEVER) {
      left = Math.min(left, length - 1);
    }
  }

  /** Returns how many bytes may pass until the meter wants to be asked again. */
  long room() {
    return left;
  }

  /** Says whether the fault has to strike before the next byte passes. */
  boolean isDue() {
    return left == 0;
  }

  /** Says whether there is a fault that has not struck yet. */
  boolean isPending() {
    return left != NEVER;
  }

  /** Counts bytes that are about to pass. */
  void count(int bytes) {
    counter.accept(bytes);
    if (left != NEVER) {
      left -= bytes;
    }
  }

  /** Lets the fault strike. */
  void strike() throws IOException {
    left = NEVER;
    strike.run();
  }
}
