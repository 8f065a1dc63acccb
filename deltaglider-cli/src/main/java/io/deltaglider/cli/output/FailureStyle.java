package io.deltaglider.cli.output;

import io.deltaglider.cli.failure.CliException;

/**
 * How failures are shown.
 *
 * @param color whether in red
 */
public record FailureStyle(boolean color) {
  private static final String RED = "\033[31m";
  private static final String PLAIN = "\033[0m";

  /** Returns the line of a failure, with its end. */
  public String line(CliException e) {
    return (color ? RED + e.line() + PLAIN : e.line()) + "\n";
  }
}
