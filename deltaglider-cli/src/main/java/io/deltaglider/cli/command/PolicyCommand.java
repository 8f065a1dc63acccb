package io.deltaglider.cli.command;

import io.deltaglider.cli.failure.CliException;
import picocli.CommandLine.Command;

/** The group of commands about a bucket's delta policy. */
@Command(
    name = "policy",
    description = "Show or change which objects of a bucket become deltas.",
    synopsisSubcommandLabel = "(get | set)")
final class PolicyCommand implements Runnable {
  @Override
  public void run() {
    throw CliException.usage(
        "usage", "policy", "needs get or set", "see: deltaglider policy --help");
  }
}
