package io.deltaglider.core.vcdiff;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Matches the windows of one target and hands them out in their order, while others behind them are
 * matched on other threads. A window whose turn comes before any of those has begun with it is
 * matched by the caller's thread, so that a busy executor costs speed only and cannot deadlock. For
 * use by one thread.
 */
final class WindowPipeline implements AutoCloseable {
  private final long targetSize;
  private final Executor executor;
  private final AtomicBoolean abandoned;
  private final Deque<Ahead> ahead = new ArrayDeque<>();
  private Optional<WindowMatcher> handedOut = Optional.empty();
  private long nextPosition;

  private record Ahead(WindowMatcher matcher, FutureTask<Boolean> task) {}

  /**
   * Begins with the first windows.
   *
   * @param matchers one for each window that may be at work, the one handed out among them
   * @param abandoned makes them stop soon once it is true
   */
  WindowPipeline(
      long targetSize, List<WindowMatcher> matchers, Executor executor, AtomicBoolean abandoned) {
    this.targetSize = targetSize;
    this.executor = executor;
    this.abandoned = abandoned;
    add(matchers.get(0));
    matchers.stream().skip(1).filter(matcher -> hasMore()).forEach(this::add);
  }

  /** Tells whether {@link #next} has windows left to begin with. */
  private boolean hasMore() {
    return nextPosition < targetSize;
  }

  /** Tells whether there is a next window; the first is there even if the target is empty. */
  boolean hasNext() {
    return !ahead.isEmpty() || hasMore();
  }

  /**
   * Returns the next window, matched, which is valid until the next call. Empty if told to stop.
   *
   * @throws IOException if source or target fails, or the thread is interrupted
   */
  Optional<WindowMatcher> next() throws IOException {
    handedOut.filter(matcher -> hasMore()).ifPresent(this::add);
    Ahead first = ahead.remove();
    handedOut = Optional.of(first.matcher());
    return await(first.task()) ? handedOut : Optional.empty();
  }

  private void add(WindowMatcher matcher) {
    long position = nextPosition;
    nextPosition += VcdiffEncoder.WINDOW_SIZE;
    ahead.add(
        new Ahead(matcher, new FutureTask<>(() -> !abandoned.get() && matcher.match(position))));
    if (ahead.size() > 1) {
      try {
        executor.execute(ahead.getLast().task());
      } catch (RejectedExecutionException e) {
        // Then the caller's thread does it when its turn comes.
        return;
      }
    }
  }

  private static boolean await(FutureTask<Boolean> task) throws IOException {
    task.run();
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while encoding");
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof IOException failure) {
        throw failure;
      }
      if (cause instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) cause;
    }
  }

  /** Ends all work: when this returns, nothing reads source or target any more. */
  @Override
  public void close() {
    abandoned.set(true);
    boolean interrupted = false;
    while (!ahead.isEmpty()) {
      FutureTask<Boolean> task = ahead.element().task();
      task.run();
      try {
        task.get();
        ahead.remove();
      } catch (InterruptedException e) {
        interrupted = true;
      } catch (ExecutionException e) {
        // Nobody waits for this window any more.
        ahead.remove();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
