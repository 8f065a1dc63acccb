package io.deltaglider.cli;

import io.deltaglider.cli.failure.CliException;
import io.deltaglider.cli.transfer.PartialFiles;
import io.deltaglider.wiring.DeltaGliderConfig;
import io.deltaglider.wiring.DeltaGliderSession;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What happens when the process is told to end while a command runs: the command is asked to stop,
 * and what it has not removed by itself after a short while is removed. Thread-safe.
 */
final class Interruption {
  private static final Duration GRACE = Duration.ofMillis(500);

  private final Thread command;
  private final PartialFiles partialFiles;
  private final PrintStream err;
  private final CountDownLatch finished = new CountDownLatch(1);
  private final List<DeltaGliderSession> sessions = new ArrayList<>(); // guarded by itself

  /**
   * Creates an interruption that has not happened.
   *
   * @param command the thread that runs the command
   * @param err told what is left behind
   */
  Interruption(Thread command, PartialFiles partialFiles, PrintStream err) {
    this.command = command;
    this.partialFiles = partialFiles;
    this.err = err;
  }

  /** Opens a store that will be closed if the command cannot do so any more. */
  DeltaGliderSession open(DeltaGliderConfig config, Clock clock) throws IOException {
    // No interrupt comes between: what is half opened is nobody's to close.
    synchronized (sessions) {
      if (partialFiles.isInterrupted()) {
        throw new CliException(ExitCode.INTERRUPTED, "open", "store", "interrupted", "");
      }
      DeltaGliderSession session = DeltaGliderSession.open(config, clock);
      sessions.add(session);
      return session;
    }
  }

  /** The command has ended by itself. */
  void finished() {
    finished.countDown();
  }

  /** Returns what the virtual machine is to run when it ends, for whatever reason. */
  Thread hook() {
    return new Thread(this::run, "deltaglider-interrupted");
  }

  private void run() {
    if (finished.getCount() == 0) {
      return;
    }
    partialFiles.interrupt();
    synchronized (sessions) {
      command.interrupt();
    }
    try {
      if (finished.await(GRACE.toNanos(), TimeUnit.NANOSECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // clean up all the same
    }
    synchronized (sessions) {
      for (DeltaGliderSession session : sessions) {
        close(session);
      }
    }
    partialFiles.deleteAll().forEach(path -> err.print("deltaglider: left behind: " + path + "\n"));
  }

  private void close(DeltaGliderSession session) {
    try {
      session.close();
    } catch (IOException e) {
      err.print("deltaglider: interrupted: " + e.getMessage() + "\n");
    }
  }
}
