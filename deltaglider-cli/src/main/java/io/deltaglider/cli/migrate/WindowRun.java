package io.deltaglider.cli.migrate;

import io.deltaglider.cli.ExitCode;
import io.deltaglider.cli.failure.CliException;
import io.deltaglider.cli.failure.Failures;
import io.deltaglider.core.model.Scope;
import io.deltaglider.core.select.DeltaPolicy;
import io.deltaglider.core.select.FamilyPattern;
import io.deltaglider.core.select.Scopes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Does a window of objects: families side by side, and in a family one object after the other, the
 * oldest first. What it tells its listener it tells from one thread at a time.
 */
final class WindowRun {
  private final Mover mover;
  private final Journal journal;
  private final Places places;
  private final int concurrency;
  private final MoveListener listener; // used under its own lock

  WindowRun(Mover mover, Journal journal, Places places, int concurrency, MoveListener listener) {
    this.mover = mover;
    this.journal = journal;
    this.places = places;
    this.concurrency = concurrency;
    this.listener = listener;
  }

  void verifiedBefore(String source) {
    synchronized (listener) {
      listener.verifiedBefore(source);
    }
  }

  /**
   * Does all of them.
   *
   * @throws CliException if there is no point in going on
   */
  void run(List<Item> window) {
    Queue<List<Item>> families = new ConcurrentLinkedQueue<>(families(window));
    int threads = Math.min(concurrency, families.size());
    if (threads == 0) {
      return;
    }
    AtomicBoolean stopped = new AtomicBoolean();
    ExecutorService executor =
        Executors.newFixedThreadPool(
            threads,
            task -> {
              Thread thread = new Thread(task, "deltaglider-migrate");
              thread.setDaemon(true);
              return thread;
            });
    try {
      List<Future<?>> workers = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        workers.add(executor.submit(() -> work(families, stopped)));
      }
      await(workers);
    } finally {
      executor.shutdownNow();
    }
  }

  /** Waits for all of them, so that none goes on when this fails. */
  private static void await(List<Future<?>> workers) {
    List<Throwable> failures = new ArrayList<>();
    try {
      for (Future<?> worker : workers) {
        try {
          worker.get();
        } catch (ExecutionException e) {
          failures.add(e.getCause());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CliException(
          ExitCode.INTERRUPTED, "migrate", "objects", "interrupted", "run it again to go on", e);
    }
    for (Throwable failure : failures) {
      if (failure instanceof CliException translated) {
        throw translated;
      }
      throw new IllegalStateException("moving objects failed", failure);
    }
  }

  private void work(Queue<List<Item>> families, AtomicBoolean stopped) {
    try {
      for (List<Item> family = families.poll(); family != null; family = families.poll()) {
        for (Item item : family) {
          if (stopped.get()) {
            return;
          }
          move(item);
        }
      }
    } catch (RuntimeException e) {
      stopped.set(true);
      throw e;
    }
  }

  private void move(Item item) {
    String source = places.sourceOf(item.key()).toString();
    String target = mover.target(item);
    Moved moved;
    try {
      moved = Failures.attempt("migrate", source + " to " + target, () -> mover.move(item));
    } catch (CliException e) {
      synchronized (listener) {
        listener.failed(e);
      }
      return;
    }
    Failures.attempt(
        "write",
        "journal",
        () -> {
          for (JournalEntry entry : moved.entries()) {
            journal.append(entry);
          }
          return moved;
        });
    synchronized (listener) {
      listener.done(item, source, target, moved);
    }
  }

  /** Returns the families in the order of their first keys. */
  private List<List<Item>> families(List<Item> window) {
    Map<String, Integer> sharing = new HashMap<>();
    List<List<Scope>> scopes = new ArrayList<>();
    for (Item item : window) {
      List<Scope> own = Scopes.of(targetKey(item), DeltaPolicy.DEFAULT);
      own.forEach(scope -> sharing.merge(scope.id(), 1, Integer::sum));
      scopes.add(own);
    }
    Map<String, List<Item>> families = new LinkedHashMap<>();
    for (int i = 0; i < window.size(); i++) {
      Item item = window.get(i);
      boolean alone =
          scopes.get(i).stream().allMatch(scope -> sharing.getOrDefault(scope.id(), 0) == 1);
      families
          .computeIfAbsent(FamilyPattern.of(targetKey(item)), pattern -> new ArrayList<>())
          .add(item.withAlone(alone));
    }
    families.values().forEach(family -> family.sort(Item.OLDEST_FIRST));
    return new ArrayList<>(families.values());
  }

  private String targetKey(Item item) {
    return places.targetOf(item.key()).key();
  }
}
