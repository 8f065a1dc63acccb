package io.deltaglider.wiring;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A bounded pool of daemon threads, which start when there is work and end when there is none. */
final class WorkerPool implements AutoCloseable {
  private static final int THREADS = 32;
  private static final long IDLE_SECONDS = 10;

  private final ThreadPoolExecutor executor =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          task -> {
            Thread thread = new Thread(task, "deltaglider-worker");
            thread.setDaemon(true);
            return thread;
          });

  WorkerPool() {
    executor.allowCoreThreadTimeOut(true);
  }

  ExecutorService executor() {
    return executor;
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
