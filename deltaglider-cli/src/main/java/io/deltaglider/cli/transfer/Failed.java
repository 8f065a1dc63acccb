package io.deltaglider.cli.transfer;

import io.deltaglider.cli.failure.CliException;

/** Is told of failures that do not end the command. Thread-safe. */
@FunctionalInterface
public interface Failed {
  /**
   * Shows and counts a failure.
   *
   * @throws CliException again if there is no point in going on
   */
  void accept(CliException failure);
}
