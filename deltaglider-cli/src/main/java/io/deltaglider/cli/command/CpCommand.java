package io.deltaglider.cli.command;

import io.deltaglider.cli.CliEnvironment;
import io.deltaglider.cli.failure.CliException;
import io.deltaglider.cli.location.Location;
import io.deltaglider.cli.location.Location.Remote;
import io.deltaglider.cli.location.Location.StandardStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Copies files to objects, objects to files, and objects to objects. */
@Command(
    name = "cp",
    description = {
      "Copy a file to a store, an object to a file, or an object within or between stores.",
      "A target that ends in a slash is a directory and keeps the source's name; - is standard"
          + " input or output."
    })
final class CpCommand implements Callable<Integer> {
  private final CommandContext context;

  @Mixin TransferArguments arguments = new TransferArguments();

  @Option(
      names = {"-r", "--recursive"},
      description = "Copy everything below: app and app/ both mean keys that begin with app/.")
  boolean recursive;

  @Option(
      names = "--expected-size",
      paramLabel = "BYTES",
      description = "How much standard input is likely to have, for the progress display.")
  long expectedSize;

  CpCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    CliEnvironment environment = context.environment();
    Location from = arguments.from(environment.directory());
    Location to = arguments.to(environment.directory());
    arguments.check(from, to);
    boolean stream = from instanceof StandardStream || to instanceof StandardStream;
    checkStream(stream, to);
    try (TransferRun run = new TransferRun(context, arguments, from, to, false)) {
      if (stream) {
        stream(from, to, run);
      } else if (recursive) {
        run.run(run.planner().all(from, to));
      } else {
        run.run(run.planner().one(from, to));
      }
      return run.end();
    }
  }

  private void checkStream(boolean stream, Location to) {
    if (stream && (recursive || arguments.dryRun)) {
      throw CliException.usage("usage", "-", "a stream is one object, and cannot be rehearsed", "");
    }
    if (stream && to instanceof Remote remote && remote.uri().namesDirectory()) {
      throw CliException.usage(
          "usage", arguments.target, "a stream has no name", "name the object");
    }
    if (expectedSize < 0) {
      throw CliException.usage("usage", "--expected-size", "is less than nothing", "");
    }
  }

  private void stream(Location from, Location to, TransferRun run) {
    CliEnvironment environment = context.environment();
    if (from instanceof Remote remote) {
      run.transfers().download(remote.uri(), environment.out());
    } else if (to instanceof Remote remote) {
      run.format().streamed(run.transfers().upload(environment.in(), remote.uri(), expectedSize));
    }
  }
}
