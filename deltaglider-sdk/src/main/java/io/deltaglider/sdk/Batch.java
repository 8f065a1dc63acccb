package io.deltaglider.sdk;

import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs the items of one batch on a few threads. Not thread-safe, but for what it runs itself.
 *
 * @param <T> what an item comes to
 */
final class Batch<T> {
  /** An item before it is run. */
  record Step<T>(String source, String target, Callable<T> action) {}

  private final List<Step<T>> steps;
  private final BatchProgress<T> progress;
  private final List<Optional<BatchItem<T>>> items; // guarded by itself
  private final AtomicInteger next = new AtomicInteger();
  private int done; // guarded by items

  Batch(List<Step<T>> steps, BatchProgress<T> progress) {
    this.steps = steps;
    this.progress = progress;
    this.items = new ArrayList<>();
    steps.forEach(step -> items.add(Optional.empty()));
  }

  /**
   * Runs everything.
   *
   * @throws InterruptedIOException if the caller is interrupted; what runs is interrupted, too
   */
  BatchResult<T> run(ExecutorService executor, int threads) throws InterruptedIOException {
    List<Future<?>> workers = new ArrayList<>();
    for (int i = 0; i < Math.min(threads, steps.size()); i++) {
      workers.add(executor.submit(this::work));
    }
    try {
      for (Future<?> worker : workers) {
        worker.get();
      }
    } catch (InterruptedException e) {
      workers.forEach(worker -> worker.cancel(true));
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the batch was interrupted");
    } catch (ExecutionException e) {
      workers.forEach(worker -> worker.cancel(true));
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("a batch's worker failed", e.getCause());
    }
    synchronized (items) {
      return new BatchResult<>(items.stream().flatMap(Optional::stream).toList());
    }
  }

  private void work() {
    for (int i = next.getAndIncrement(); i < steps.size(); i = next.getAndIncrement()) {
      BatchItem<T> item = run(steps.get(i));
      synchronized (items) {
        items.set(i, Optional.of(item));
        done++;
        progress.ended(item, done, steps.size());
      }
      if (Thread.currentThread().isInterrupted()) {
        return;
      }
    }
  }

  private static <T> BatchItem<T> run(Step<T> step) {
    try {
      return new BatchItem<>(
          step.source(), step.target(), Optional.of(step.action().call()), Optional.empty());
    } catch (Exception e) { // what Callable declares; it is the item's outcome
      return new BatchItem<>(step.source(), step.target(), Optional.empty(), Optional.of(e));
    }
  }
}
