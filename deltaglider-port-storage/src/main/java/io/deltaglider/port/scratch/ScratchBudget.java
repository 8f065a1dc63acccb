package io.deltaglider.port.scratch;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The byte budget that implementations of {@link Scratch} keep: whoever takes more than there is
 * waits until others give back. Thread-safe.
 */
public final class ScratchBudget {
  private static final Duration LONGEST_WAIT = Duration.ofNanos(Long.MAX_VALUE);

  private final long budgetBytes;
  private final long waitingNanos;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private long usedBytes; // guarded by lock
  private boolean closed; // guarded by lock

  /**
   * Creates a budget of which nothing is taken.
   *
   * @param budgetBytes how many bytes there are, at least 0
   * @param waitingTime how long to wait for others, at least 0
   */
  public ScratchBudget(long budgetBytes, Duration waitingTime) {
    if (budgetBytes < 0 || waitingTime.isNegative()) {
      throw new IllegalArgumentException(
          "negative budget " + budgetBytes + " or waiting time " + waitingTime);
    }
    this.budgetBytes = budgetBytes;
    this.waitingNanos =
        waitingTime.compareTo(LONGEST_WAIT) < 0 ? waitingTime.toNanos() : Long.MAX_VALUE;
  }

  /**
   * Takes bytes, if need be as soon as others have given back enough.
   *
   * @param bytes how many, at least 0
   * @param held how many of all bytes the caller itself has taken and will not give back before; if
   *     those and the wanted are more than the budget, waiting is in vain
   * @throws ScratchExhaustedException if they are not free within the waiting time, or never
   * @throws InterruptedIOException if the thread is interrupted while it waits; it stays so
   * @throws IOException if the budget is closed, also while waiting
   */
  public void take(long bytes, long held) throws IOException {
    if (bytes < 0) {
      throw new IllegalArgumentException("negative number of bytes " + bytes);
    }
    if (bytes > budgetBytes - held) {
      throw new ScratchExhaustedException(bytes, budgetBytes);
    }
    lock.lock();
    try {
      awaitRoom(bytes);
      usedBytes += bytes;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException(
          "interrupted while waiting for " + bytes + " bytes of scratch budget");
    } finally {
      lock.unlock();
    }
  }

  private void awaitRoom(long bytes) throws IOException, InterruptedException {
    long remaining = waitingNanos;
    while (!closed && bytes > budgetBytes - usedBytes) {
      if (remaining <= 0) {
        throw new ScratchExhaustedException(bytes, budgetBytes);
      }
      remaining = changed.awaitNanos(remaining);
    }
    if (closed) {
      throw new IOException("scratch is closed");
    }
  }

  /** Gives back bytes that were taken. */
  public void giveBack(long bytes) {
    lock.lock();
    try {
      usedBytes -= bytes;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Returns how many bytes are taken now. */
  public long usedBytes() {
    lock.lock();
    try {
      return usedBytes;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Ends all waiting: nothing can be taken any more, only given back. Closing twice is harmless.
   */
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
