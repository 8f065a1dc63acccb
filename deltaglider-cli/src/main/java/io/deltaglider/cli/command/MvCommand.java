package io.deltaglider.cli.command;

import io.deltaglider.cli.CliEnvironment;
import io.deltaglider.cli.failure.CliException;
import io.deltaglider.cli.location.Location;
import io.deltaglider.cli.location.Location.Remote;
import io.deltaglider.cli.location.Location.StandardStream;
import io.deltaglider.cli.location.ObjectUri;
import io.deltaglider.cli.store.StorePair;
import io.deltaglider.cli.transfer.TransferPlanner;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Moves files to objects, objects to files, and objects to objects. */
@Command(
    name = "mv",
    description = {
      "Move a file to a store, an object to a file, or an object within or between stores.",
      "A source is deleted once its content has arrived, and only if it is still what was read."
    })
final class MvCommand implements Callable<Integer> {
  private final CommandContext context;

  @Mixin TransferArguments arguments = new TransferArguments();

  @Option(
      names = {"-r", "--recursive"},
      description = "Move everything below: app and app/ both mean keys that begin with app/.")
  boolean recursive;

  MvCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    CliEnvironment environment = context.environment();
    Location from = arguments.from(environment.directory());
    Location to = arguments.to(environment.directory());
    if (from instanceof StandardStream || to instanceof StandardStream) {
      throw CliException.usage("usage", "-", "a stream cannot be moved", "use cp");
    }
    arguments.check(from, to);
    try (TransferRun run = new TransferRun(context, arguments, from, to, true)) {
      if (from instanceof Remote one && to instanceof Remote other) {
        refuseOntoItself(one.uri(), other.uri(), run.stores());
      }
      if (recursive) {
        run.run(run.planner().all(from, to));
      } else {
        run.run(run.planner().one(from, to));
      }
      return run.end();
    }
  }

  private void refuseOntoItself(ObjectUri source, ObjectUri target, StorePair stores) {
    String from = recursive ? source.asDirectory().key() : source.key();
    String to =
        recursive ? target.asDirectory().key() : TransferPlanner.copyTarget(source, target).key();
    if (from.equals(to) && stores.isSameBucket(source, target)) {
      throw CliException.usage(
          "usage",
          arguments.source + " to " + arguments.target,
          "would be moved onto itself",
          "name another target");
    }
  }
}
