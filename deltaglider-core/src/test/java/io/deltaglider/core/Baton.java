package io.deltaglider.core;

import io.deltaglider.port.contract.MutableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Lets one of several actors run at a time, and decides by chance, at each of their steps, who goes
 * on and how much time passes. The same seed makes the same schedule.
 */
final class Baton {
  private static final List<Duration> JUMPS =
      List.of(
          Duration.ofSeconds(61),
          Duration.ofMinutes(20),
          Duration.ofMinutes(59),
          Duration.ofHours(3),
          Duration.ofHours(12),
          Duration.ofHours(24),
          Duration.ofHours(26));

  private static final long NEVER = Long.MAX_VALUE;
  private static final ThreadLocal<Actor> CURRENT = new ThreadLocal<>();

  private static final int MAX_AWAKE_STEPS = 30;
  private static final int MAX_ASLEEP_STEPS = 150;

  private final Random random;
  private final MutableClock clock;
  private final AtomicLong nanos;
  private final int jumpOneIn;

  /** An actor goes on after a step of its own so often, of ten times; if never, none sleeps. */
  private final int goesOn;

  private final List<Actor> waiting = new ArrayList<>();
  private final Semaphore finished = new Semaphore(0);

  private long steps;
  private Optional<Throwable> failure = Optional.empty();

  /** What an actor does. */
  interface Part {
    void play() throws Exception;
  }

  /** Ends an actor like a killed process: nothing of it may happen any more. */
  static final class KilledError extends Error {
    private static final long serialVersionUID = 1;
  }

  private static final class Actor {
    final Semaphore turn = new Semaphore(0);
    long stepsToLive;

    /** After how many steps it falls asleep, and for how many steps of all. */
    private long awakeFor;

    private final long asleepFor;
    private long asleepUntil;

    Actor(long stepsToLive, long awakeFor, long asleepFor) {
      this.stepsToLive = stepsToLive;
      this.awakeFor = awakeFor;
      this.asleepFor = asleepFor;
    }

    void step(long now) {
      stepsToLive--;
      awakeFor--;
      if (awakeFor == 0) {
        asleepUntil = now + asleepFor;
      }
    }

    boolean isAwake(long now) {
      return now >= asleepUntil;
    }

    boolean isDead() {
      return stepsToLive <= 0;
    }
  }

  /**
   * Creates a schedule.
   *
   * @param jumpOneIn the clocks jump at one of so many steps, on the average
   */
  Baton(Random random, MutableClock clock, AtomicLong nanos, int jumpOneIn) {
    this.random = random;
    this.clock = clock;
    this.nanos = nanos;
    this.jumpOneIn = jumpOneIn;
    this.goesOn = random.nextBoolean() ? 0 : random.nextInt(10);
  }

  void add(ExecutorService threads, Part part) {
    add(threads, NEVER, part);
  }

  /** Adds an actor that is killed at its step of this number. */
  void add(ExecutorService threads, long stepsToLive, Part part) {
    boolean sleepy = goesOn > 0 && random.nextBoolean();
    Actor actor =
        new Actor(
            stepsToLive,
            sleepy ? 1 + random.nextInt(MAX_AWAKE_STEPS) : NEVER,
            random.nextInt(MAX_ASLEEP_STEPS));
    waiting.add(actor);
    threads.execute(() -> play(actor, part));
  }

  /** Runs all actors to their ends, and throws what one of them threw. */
  void run() {
    if (!waiting.isEmpty()) {
      pick().turn.release();
      finished.acquireUninterruptibly();
    }
    failure.ifPresent(
        cause -> {
          throw new AssertionError(cause.toString(), cause);
        });
  }

  /** Called by actors before each step; calls of others pass. */
  void step() {
    Actor actor = CURRENT.get();
    if (actor == null) {
      return;
    }
    steps++;
    actor.step(steps);
    if (actor.isDead()) {
      throw new KilledError();
    }
    if (random.nextInt(jumpOneIn) == 0) {
      jump(JUMPS.get(random.nextInt(JUMPS.size())));
    }
    boolean again = actor.isAwake(steps) && random.nextInt(10) < goesOn;
    Actor next = again ? actor : pick();
    if (next != actor) {
      next.turn.release();
      actor.turn.acquireUninterruptibly();
    }
  }

  /** Lets time pass on both clocks. */
  void jump(Duration time) {
    clock.advance(time);
    nanos.addAndGet(time.toNanos());
  }

  private Actor pick() {
    List<Actor> awake = waiting.stream().filter(actor -> actor.isAwake(steps)).toList();
    List<Actor> from = awake.isEmpty() ? waiting : awake;
    return from.get(random.nextInt(from.size()));
  }

  private void play(Actor actor, Part part) {
    actor.turn.acquireUninterruptibly();
    CURRENT.set(actor);
    try {
      if (failure.isEmpty()) {
        part.play();
      }
    } catch (Throwable e) {
      if (!actor.isDead() && failure.isEmpty()) {
        failure = Optional.of(e);
      }
    } finally {
      CURRENT.remove();
      waiting.remove(actor);
      if (waiting.isEmpty()) {
        finished.release();
      } else {
        pick().turn.release();
      }
    }
  }
}
