package io.deltaglider.testserver.proxy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets threads wait, until their time has come or the proxy is closed. Thread-safe. */
final class Pauses {
  private final CountDownLatch closed = new CountDownLatch(1);

  /**
   * Waits that long.
   *
   * @throws IOException if the proxy is closed
   */
  void pause(Duration duration) throws IOException {
    if (duration.isZero()) {
      return;
    }
    try {
      if (closed.await(duration.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new IOException("the proxy was closed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted in a pause");
    }
  }

  /** Ends all pauses. */
  void close() {
    closed.countDown();
  }
}
