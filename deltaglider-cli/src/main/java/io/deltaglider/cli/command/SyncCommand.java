package io.deltaglider.cli.command;

import io.deltaglider.cli.CliEnvironment;
import io.deltaglider.cli.failure.CliException;
import io.deltaglider.cli.location.Location;
import io.deltaglider.cli.location.Location.StandardStream;
import io.deltaglider.cli.transfer.SyncPlanner;
import io.deltaglider.cli.transfer.SyncRules;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a directory or prefix like another. */
@Command(
    name = "sync",
    description = {
      "Transfer what is new or different below a directory or prefix.",
      "Different is another size; or a newer source, where the target is a store; or a newer"
          + " target, where that is a directory."
    })
final class SyncCommand implements Callable<Integer> {
  private final CommandContext context;

  @Mixin TransferArguments arguments = new TransferArguments();

  @Option(names = "--delete", description = "Delete what is at the target and not at the source.")
  boolean delete;

  @Option(names = "--size-only", description = "Only another size is different.")
  boolean sizeOnly;

  @Option(
      names = "--exact-timestamps",
      description = "Where the target is a directory, another time is different, too.")
  boolean exactTimestamps;

  SyncCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    CliEnvironment environment = context.environment();
    Location from = arguments.from(environment.directory());
    Location to = arguments.to(environment.directory());
    if (from instanceof StandardStream || to instanceof StandardStream) {
      throw CliException.usage("usage", "-", "a stream has no files", "use cp");
    }
    arguments.check(from, to);
    try (TransferRun run = new TransferRun(context, arguments, from, to, false)) {
      SyncPlanner planner =
          new SyncPlanner(
              run.planner(), new SyncRules(sizeOnly, exactTimestamps), delete, run.tally()::failed);
      run.run(planner.plan(from, to));
      return run.end();
    }
  }
}
