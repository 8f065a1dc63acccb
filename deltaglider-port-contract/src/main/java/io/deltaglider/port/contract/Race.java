package io.deltaglider.port.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Runs one action in many threads that start together, and says how each ended. */
final class Race {
  static final int THREADS = 16;
  private static final long PATIENCE_SECONDS = 300;

  /** What one of the threads does. */
  @FunctionalInterface
  interface Runner {
    void run(int number) throws Exception;
  }

  private final List<Optional<StorageException>> outcomes;

  private Race(List<Optional<StorageException>> outcomes) {
    this.outcomes = outcomes;
  }

  /**
   * Runs {@code runner} once per thread, with the numbers from 0.
   *
   * @throws AssertionError if one ends by anything but success or a {@link StorageException}
   */
  static Race of(int threads, Runner runner) throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      CyclicBarrier start = new CyclicBarrier(threads);
      List<Future<Optional<StorageException>>> futures = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        int number = i;
        futures.add(executor.submit(() -> outcome(start, runner, number)));
      }
      List<Optional<StorageException>> outcomes = new ArrayList<>();
      for (Future<Optional<StorageException>> future : futures) {
        outcomes.add(future.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
      }
      return new Race(outcomes);
    } catch (ExecutionException e) {
      throw new AssertionError("a thread failed", e.getCause());
    } finally {
      executor.shutdownNow();
    }
  }

  private static Optional<StorageException> outcome(CyclicBarrier start, Runner runner, int number)
      throws Exception {
    start.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    try {
      runner.run(number);
      return Optional.empty();
    } catch (StorageException e) {
      return Optional.of(e);
    }
  }

  /** Returns the numbers of those that succeeded. */
  List<Integer> winners() {
    List<Integer> winners = new ArrayList<>();
    for (int i = 0; i < outcomes.size(); i++) {
      if (outcomes.get(i).isEmpty()) {
        winners.add(i);
      }
    }
    return winners;
  }

  /** Returns the only winner's number; asserts that all others failed in this way. */
  int onlyWinner(Kind losersFailWith) {
    losersFailWith(losersFailWith);
    assertThat(winners()).as("winners").hasSize(1);
    return winners().get(0);
  }

  /** Asserts that those who did not succeed failed in this way. */
  void losersFailWith(Kind kind) {
    assertThat(outcomes.stream().flatMap(Optional::stream))
        .as("failures")
        .allSatisfy(e -> assertThat(e.kind()).as(e.getMessage()).isEqualTo(kind));
  }
}
