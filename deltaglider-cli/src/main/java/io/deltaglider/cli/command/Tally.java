package io.deltaglider.cli.command;

import io.deltaglider.cli.ExitCode;
import io.deltaglider.cli.failure.CliException;
import io.deltaglider.cli.output.Output;

/** Counts failures of a command that does many things, and goes on. Not thread-safe. */
final class Tally {
  private final Output output;
  private int failures;
  private boolean damaged;

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
  void failed(CliException e) {
    if (e.exitCode() == ExitCode.INTERRUPTED || e.exitCode() == ExitCode.INTERNAL) {
      throw e;
    }
    output.failure(e);
    failures++;
    damaged |= e.exitCode() == ExitCode.DAMAGED;
  }

  /** Returns how many things failed. */
  int failures() {
    return failures;
  }

  /** Returns how the command ends: damage outweighs other failures. */
  ExitCode exitCode() {
    if (damaged) {
      return ExitCode.DAMAGED;
    }
    return failures == 0 ? ExitCode.OK : ExitCode.PARTIAL;
  }
}
