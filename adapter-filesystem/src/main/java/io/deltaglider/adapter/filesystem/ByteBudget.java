package io.deltaglider.adapter.filesystem;

import io.deltaglider.port.scratch.ScratchExhaustedException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A number of bytes that files take from and give back to. First come, first served. */
final class ByteBudget {
  private final long total;
  private final long waitingNanos;
  private final ReentrantLock lock = new ReentrantLock(true);
  private final Condition givenBack = lock.newCondition();
  private long used; // guarded by lock

  ByteBudget(long total, Duration waitingTime) {
    if (total < 0 || waitingTime.isNegative()) {
      throw new IllegalArgumentException(
          "negative scratch budget " + total + " or waiting time " + waitingTime);
    }
    this.total = total;
    this.waitingNanos = waitingTime.toNanos();
  }

  /**
   * Takes bytes, waiting until others have given back enough.
   *
   * @param held how many of all bytes the caller has taken already and will not give back before
   * @throws ScratchExhaustedException if they do not become free within the waiting time, or never
   *     can
   * @throws InterruptedIOException if the thread is interrupted while it waits
   */
  void take(long bytes, long held) throws ScratchExhaustedException, InterruptedIOException {
    if (bytes > total - held) {
      throw new ScratchExhaustedException(bytes, total);
    }
    lock.lock();
    try {
      long remaining = waitingNanos;
      while (bytes > total - used) {
        if (remaining <= 0) {
          throw new ScratchExhaustedException(bytes, total);
        }
        remaining = givenBack.awaitNanos(remaining);
      }
      used += bytes;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException(
          "interrupted while waiting for " + bytes + " bytes of scratch budget");
    } finally {
      lock.unlock();
    }
  }

  /** Gives bytes back. */
  void giveBack(long bytes) {
    lock.lock();
    try {
      used -= bytes;
      givenBack.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Returns how many bytes are taken now. */
  long used() {
    lock.lock();
    try {
      return used;
    } finally {
      lock.unlock();
    }
  }
}
