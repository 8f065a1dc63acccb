package io.deltaglider.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.deltaglider.cli.ExitCode;
import io.deltaglider.cli.failure.CliException;
import io.deltaglider.cli.output.Progress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EngineTest {
  private static final int MANY = 1_000_000;

  private final List<CliException> failures = Collections.synchronizedList(new ArrayList<>());

  private Engine engine(int concurrency) {
    return new Engine(concurrency, Progress.NONE, failures::add, new PartialFiles());
  }

  /** A step that does what it is told. */
  private record Told(List<String> families, Runnable action) implements Step {
    Told(Runnable action) {
      this(List.of(), action);
    }

    @Override
    public long size() {
      return 0;
    }

    @Override
    public void rehearse() {}

    @Override
    public void run() {
      action.run();
    }
  }

  private static CliException failure(ExitCode code) {
    return new CliException(code, "do", "this", "no", "");
  }

  @Test
  void aMillionStepsAreNeverHeld() {
    AtomicInteger made = new AtomicInteger();
    AtomicInteger done = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Iterator<Step> steps =
        IntStream.range(0, MANY)
            .<Step>mapToObj(
                i -> {
                  most.accumulateAndGet(made.incrementAndGet() - done.get(), Math::max);
                  return new Told(done::incrementAndGet);
                })
            .iterator();

    engine(10).run(steps);

    assertThat(done).hasValue(MANY);
    assertThat(most.get()).isLessThanOrEqualTo(10 + 100 + 1);
  }

  @Test
  void asManyRunAtOnceAsWanted() {
    CyclicBarrier all = new CyclicBarrier(10);
    Step meet =
        new Told(
            () -> {
              try {
                all.await(30, TimeUnit.SECONDS);
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });

    engine(10).run(Collections.nCopies(30, meet).iterator());

    assertThat(all.isBroken()).isFalse();
  }

  @Test
  void oneFailureDoesNotStopTheOthers() {
    AtomicInteger done = new AtomicInteger();
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      steps.add(new Told(done::incrementAndGet));
      steps.add(
          new Told(
              () -> {
                throw failure(ExitCode.NOT_FOUND);
              }));
    }

    engine(3).run(steps.iterator());

    assertThat(done).hasValue(100);
    assertThat(failures).hasSize(100);
  }

  @Test
  void aStoreThatIsAwayEndsTheRun() {
    AtomicInteger tried = new AtomicInteger();
    Step away =
        new Told(
            () -> {
              tried.incrementAndGet();
              throw failure(ExitCode.STORE);
            });

    assertThatExceptionOfType(CliException.class)
        .isThrownBy(() -> engine(4).run(Collections.nCopies(MANY, away).iterator()))
        .satisfies(e -> assertThat(e.exitCode()).isEqualTo(ExitCode.STORE));
    assertThat(tried.get()).isBetween(20, 24);
  }

  @Test
  void aDefectEndsTheRun() {
    Step defect =
        new Told(
            () -> {
              throw new IllegalStateException("defect");
            });

    assertThatExceptionOfType(CliException.class)
        .isThrownBy(() -> engine(2).run(Collections.nCopies(MANY, defect).iterator()))
        .satisfies(e -> assertThat(e.exitCode()).isEqualTo(ExitCode.INTERNAL));
  }

  @Test
  void anInterruptEndsWhatIsUnderWay() throws InterruptedException {
    CountDownLatch started = new CountDownLatch(2);
    AtomicInteger ended = new AtomicInteger();
    Step endless =
        new Told(
            () -> {
              started.countDown();
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                ended.incrementAndGet();
              }
            });
    List<Throwable> thrown = Collections.synchronizedList(new ArrayList<>());
    Thread runner =
        new Thread(
            () -> {
              try {
                engine(2).run(Collections.nCopies(5, endless).iterator());
              } catch (CliException e) {
                thrown.add(e);
              }
            });
    runner.start();
    started.await();

    runner.interrupt();
    runner.join();

    assertThat(ended).hasValue(2);
    assertThat(thrown)
        .singleElement()
        .satisfies(e -> assertThat(((CliException) e).exitCode()).isEqualTo(ExitCode.INTERRUPTED));
  }

  @Test
  void theFirstOfAFamilyGoesAlone() {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger done = new AtomicInteger();
    List<Integer> runningWithFirst = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch strangerDone = new CountDownLatch(1);
    List<Step> steps = new ArrayList<>();
    steps.add(
        new Told(
            List.of("family"),
            () -> {
              try {
                strangerDone.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              runningWithFirst.add(running.get());
              done.incrementAndGet();
            }));
    for (int i = 0; i < 3; i++) {
      steps.add(
          new Told(
              List.of("family"),
              () -> {
                running.incrementAndGet();
                done.incrementAndGet();
              }));
    }
    steps.add(new Told(List.of("stranger"), strangerDone::countDown));

    engine(5).run(steps.iterator());

    assertThat(runningWithFirst).containsExactly(0);
    assertThat(done).hasValue(4);
  }
}
