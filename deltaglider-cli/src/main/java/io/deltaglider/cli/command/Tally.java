package io.deltaglider.cli.command;

import io.deltaglider.cli.ExitCode;
import io.deltaglider.cli.failure.CliException;
import io.deltaglider.cli.output.Output;
import io.deltaglider.port.storage.StorageException;

/** Counts failures of a command that does many things, and goes on. Thread-safe. */
final class Tally {
  private final Output output;
  private int failures; // guarded by this
  private boolean damaged; // guarded by this

  Tally(Output output) {
    this.output = output;
  }

  /** Does one of the things. */
  void attempt(Runnable action) {
    try {
      action.run();
    } catch (CliException e) {
      failed(e);
    }
  }

  /**
   * Shows and counts a failure.
   *
   * @throws CliException again if there is no point in going on
   */
  synchronized void failed(CliException e) {
    if (e.exitCode() == ExitCode.INTERRUPTED
        || e.exitCode() == ExitCode.INTERNAL
        || isHopeless(e)) {
      throw e;
    }
    output.failure(e);
    failures++;
    damaged |= e.exitCode() == ExitCode.DAMAGED;
  }

  /** Every other object would fail the same way. */
  private static boolean isHopeless(CliException e) {
    if (!(e.getCause() instanceof StorageException storage)) {
      return false;
    }
    return switch (storage.kind()) {
      case NO_SUCH_BUCKET, NO_SPACE -> true;
      case NO_SUCH_KEY,
          BUCKET_ALREADY_EXISTS,
          BUCKET_NOT_EMPTY,
          PRECONDITION_FAILED,
          INVALID_RANGE,
          ACCESS_DENIED,
          NOT_SUPPORTED,
          REJECTED,
          DAMAGED,
          THROTTLED,
          UNAVAILABLE ->
          false;
    };
  }

  /** Returns how many things failed. */
  synchronized int failures() {
    return failures;
  }

  /** Returns how the command ends: damage outweighs other failures. */
  synchronized ExitCode exitCode() {
    if (damaged) {
      return ExitCode.DAMAGED;
    }
    return failures == 0 ? ExitCode.OK : ExitCode.PARTIAL;
  }
}
