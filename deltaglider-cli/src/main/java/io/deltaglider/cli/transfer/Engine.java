package io.deltaglider.cli.transfer;

import io.deltaglider.cli.ExitCode;
import io.deltaglider.cli.failure.CliException;
import io.deltaglider.cli.failure.Failures;
import io.deltaglider.cli.output.Progress;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Does many things, some at once, and goes on when one fails. What is to be done is asked for only
 * as fast as it is done, so that any number of things takes little memory. Used once.
 */
public final class Engine {
  /** How many steps may wait, so that the progress can say what is still to come. */
  private static final int MAX_WAITING = 100;

  /** How many steps in a row may fail because of the store. */
  private static final int MAX_OUTAGES = 20;

  private static final int MAX_FAMILIES = 10_000;
  private static final long PATIENCE_SECONDS = 60;

  private final int concurrency;
  private final Progress progress;
  private final Failed failed;
  private final PartialFiles partialFiles;
  private final Semaphore permits;
  private final AtomicInteger outages = new AtomicInteger();

  /** Why there is no point in going on. */
  private volatile @Nullable Throwable fatal;

  /** When the first of a family is done. Used by the caller's thread alone. */
  private final Map<String, CompletableFuture<Void>> families =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, CompletableFuture<Void>> eldest) {
          return size() > MAX_FAMILIES;
        }
      };

  /**
   * Creates an engine.
   *
   * @param concurrency how many things are done at once
   * @param progress told what is to come
   * @param failed told what fails; what it throws ends the run
   * @param partialFiles knows of interrupts
   */
  public Engine(int concurrency, Progress progress, Failed failed, PartialFiles partialFiles) {
    this.concurrency = concurrency;
    this.progress = progress;
    this.failed = failed;
    this.partialFiles = partialFiles;
    permits = new Semaphore(concurrency + MAX_WAITING);
  }

  /**
   * Does all steps. When this returns or throws, none is under way.
   *
   * @throws CliException if there was no point in going on, or the process is interrupted
   */
  public void run(Iterator<? extends Step> steps) {
    ExecutorService executor = Executors.newFixedThreadPool(concurrency);
    try {
      while (fatal == null && steps.hasNext()) {
        Step step = steps.next();
        permits.acquire();
        progress.expect(step.size());
        submit(executor, step);
      }
      progress.expectNoMore();
      executor.shutdown();
      while (!executor.awaitTermination(1, TimeUnit.SECONDS)) {
        if (fatal != null) {
          executor.shutdownNow();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted();
    } finally {
      end(executor);
    }
    Throwable end = fatal;
    if (end != null) {
      rethrow(end);
    }
  }

  private void submit(ExecutorService executor, Step step) {
    List<CompletableFuture<Void>> before = new ArrayList<>();
    CompletableFuture<Void> done = new CompletableFuture<>();
    for (String family : step.families()) {
      CompletableFuture<Void> first = families.putIfAbsent(family, done);
      if (first != null) {
        before.add(first);
      }
    }
    // Only what was submitted before is waited for, and the queue keeps the order.
    executor.execute(() -> work(step, before, done));
  }

  private void work(Step step, List<CompletableFuture<Void>> before, CompletableFuture<Void> done) {
    try {
      for (CompletableFuture<Void> first : before) {
        first.get();
      }
      if (fatal == null) {
        step.run();
        outages.set(0);
      }
    } catch (CliException e) {
      report(e);
    } catch (InterruptedException e) {
      stop(interrupted());
    } catch (Exception | Error e) { // a defect, which must not be lost with its thread
      stop(e);
    } finally {
      done.complete(null);
      permits.release();
    }
  }

  private void report(CliException e) {
    if (partialFiles.isInterrupted() || fatal != null) {
      stop(e); // whatever fails now, fails because of that
      return;
    }
    if (e.exitCode() == ExitCode.STORE && outages.incrementAndGet() >= MAX_OUTAGES) {
      stop(e); // nothing works any more
      return;
    }
    try {
      failed.accept(e);
    } catch (CliException end) {
      stop(end);
    }
  }

  private synchronized void stop(Throwable e) {
    if (fatal == null) {
      fatal = e;
    }
  }

  private static CliException interrupted() {
    return new CliException(ExitCode.INTERRUPTED, "transfer", "objects", "interrupted", "");
  }

  /** Nothing may be under way any more, since stores are closed next. */
  private static void end(ExecutorService executor) {
    executor.shutdownNow();
    boolean interrupted = Thread.interrupted();
    try {
      executor.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void rethrow(Throwable e) {
    if (e instanceof Error error) {
      throw error;
    }
    throw Failures.translate("transfer", "objects", (Exception) e);
  }
}
