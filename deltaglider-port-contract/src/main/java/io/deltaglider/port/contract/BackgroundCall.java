package io.deltaglider.port.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** A call in a thread of its own that may have to wait for the test's thread. */
final class BackgroundCall<T> {
  private static final long PATIENCE_SECONDS = 60;

  private final FutureTask<T> task;
  private final Thread thread;

  private BackgroundCall(Callable<T> callable) {
    this.task = new FutureTask<>(callable);
    this.thread = new Thread(task, "background call");
    this.thread.setDaemon(true);
  }

  static <T> BackgroundCall<T> start(Callable<T> callable) {
    BackgroundCall<T> call = new BackgroundCall<>(callable);
    call.thread.start();
    return call;
  }

  /** Returns once the call waits for something. */
  BackgroundCall<T> awaitWaiting() {
    long start = System.nanoTime();
    while (thread.getState() != Thread.State.WAITING
        && thread.getState() != Thread.State.TIMED_WAITING) {
      assertThat(task.isDone()).as("the call ended without waiting").isFalse();
      assertThat(System.nanoTime() - start)
          .as("nanoseconds without the call coming to wait")
          .isLessThan(TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS));
      Thread.onSpinWait();
    }
    return this;
  }

  boolean isDone() {
    return task.isDone();
  }

  void interrupt() {
    thread.interrupt();
  }

  /** Returns the call's result, or throws what it threw. */
  T result() throws Exception {
    try {
      return task.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw new AssertionError("the call failed", e.getCause());
    }
  }
}
