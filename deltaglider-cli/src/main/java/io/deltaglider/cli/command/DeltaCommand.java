package io.deltaglider.cli.command;

import io.deltaglider.cli.failure.CliException;
import picocli.CommandLine.Command;

/** The group of commands that make and undo deltas of local files. */
@Command(
    name = "delta",
    description = "Make or undo a delta between two local files.",
    synopsisSubcommandLabel = "(encode | decode)")
final class DeltaCommand implements Runnable {
  @Override
  public void run() {
    throw CliException.usage(
        "usage", "delta", "needs encode or decode", "see: deltaglider delta --help");
  }
}
