package io.deltaglider.core.get;

import java.io.InterruptedIOException;
import java.util.concurrent.Semaphore;

/**
 * Bounds the memory of all decodings that run at once in this process. Some slots are for streams,
 * which callers hold for as long as they like, so nobody may wait for one; the others are for
 * decodings into scratch, which end by themselves, so that waiting for one always ends.
 * Thread-safe.
 */
final class DecodingSlots {
  /** What one decoding of a delta of ours takes: pages of the source, a window, its sections. */
  private static final long DECODER_BYTES = 40L << 20;

  private static final int PART_OF_HEAP = 8;
  private static final int MAX_SLOTS = 64;

  /** The process has one heap, whatever the number of stores it reads. */
  static final DecodingSlots OF_PROCESS = new DecodingSlots(slots());

  private final Semaphore streams;
  private final Semaphore scratch;

  /** Creates this many slots of either kind. */
  DecodingSlots(int permits) {
    streams = new Semaphore(permits);
    scratch = new Semaphore(permits, true);
  }

  /** Returns how many decodings fill an eighth of the heap, at least one. */
  private static int slots() {
    long slots = Runtime.getRuntime().maxMemory() / PART_OF_HEAP / DECODER_BYTES;
    return (int) Math.max(1, Math.min(MAX_SLOTS, slots));
  }

  /** Takes a slot for a stream, if one is free. */
  boolean tryStream() {
    return streams.tryAcquire();
  }

  /** Gives a stream's slot back. */
  void endStream() {
    streams.release();
  }

  /** Takes a slot for a decoding into scratch, as soon as one is free. */
  void beginScratch() throws InterruptedIOException {
    try {
      scratch.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting to decode a delta");
    }
  }

  /** Gives a slot for a decoding into scratch back. */
  void endScratch() {
    scratch.release();
  }
}
