package io.deltaglider.cli.command;

import io.deltaglider.cli.CliEnvironment;
import io.deltaglider.cli.failure.CliException;
import io.deltaglider.cli.location.Location;
import io.deltaglider.cli.location.Location.Local;
import io.deltaglider.cli.location.Location.Remote;
import io.deltaglider.cli.location.Location.StandardStream;
import io.deltaglider.cli.location.ObjectUri;
import io.deltaglider.cli.output.Output;
import io.deltaglider.cli.output.Progress;
import io.deltaglider.cli.output.TransferFormat;
import io.deltaglider.cli.transfer.DisplayPath;
import io.deltaglider.cli.transfer.Step;
import io.deltaglider.cli.transfer.TransferOptions;
import io.deltaglider.cli.transfer.TransferPlanner;
import io.deltaglider.cli.transfer.Transfers;
import io.deltaglider.core.DeltaGlider;
import io.deltaglider.wiring.DeltaGliderSession;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Copies files to objects, objects to files, and objects to objects. */
@Command(
    name = "cp",
    description = {
      "Copy a file to a store, an object to a file, or an object within a store.",
      "A target that ends in a slash is a directory and keeps the source's name; - is standard"
          + " input or output."
    })
final class CpCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(index = "0", paramLabel = "SOURCE", description = "FILE, s3://BUCKET/KEY or -")
  String source = "";

  @Parameters(index = "1", paramLabel = "TARGET", description = "FILE, s3://BUCKET/KEY or -")
  String target = "";

  @Option(
      names = {"-r", "--recursive"},
      description = "Copy everything below: app and app/ both mean keys that begin with app/.")
  boolean recursive;

  @Option(names = "--dryrun", description = "Only say what would be copied.")
  boolean dryRun;

  @Mixin ObjectOptions objectOptions = new ObjectOptions();

  CpCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    CliEnvironment environment = context.environment();
    Location from = Location.parse(source, environment.directory());
    Location to = Location.parse(target, environment.directory());
    ObjectUri.Scheme scheme = check(from, to);
    TransferOptions options = objectOptions.read();
    Progress progress = context.progress();
    Output output = context.output(progress);
    DisplayPath display = new DisplayPath(environment.directory());
    try (DeltaGliderSession session =
        to instanceof Remote ? context.openForStoring(scheme) : context.open(scheme)) {
      DeltaGlider store = session.deltaGlider();
      Transfers transfers =
          new Transfers(store, options, progress, environment.partialFiles(), display);
      TransferPlanner planner = new TransferPlanner(store, transfers, display);
      TransferFormat format = new TransferFormat(output);
      Tally tally = new Tally(output);
      if (from instanceof StandardStream || to instanceof StandardStream) {
        stream(from, to, transfers, format);
      } else if (recursive) {
        for (Step step : plan(planner, from, to, tally)) {
          tally.attempt(() -> run(step, format));
        }
      } else {
        run(plan(planner, from, to), format);
      }
      progress.clear();
      format.note();
      return tally.exitCode().number();
    }
  }

  /** Checks the command line and returns the scheme of its URIs. */
  private ObjectUri.Scheme check(Location from, Location to) {
    boolean streams = from instanceof StandardStream || to instanceof StandardStream;
    if (streams && (recursive || dryRun)) {
      throw CliException.usage("usage", "-", "a stream is one object, and cannot be rehearsed", "");
    }
    if (to instanceof Remote remote) {
      if (from instanceof Remote other && other.uri().scheme() != remote.uri().scheme()) {
        throw CliException.usage(
            "usage", source + " to " + target, "copies between stores are not available", "");
      }
      if (from instanceof Remote && objectOptions.noDelta) {
        throw CliException.usage("usage", "--no-delta", "is for uploads only", "");
      }
      return remote.uri().scheme();
    }
    if (from instanceof Remote remote) {
      if (!objectOptions.read().equals(TransferOptions.DEFAULT)) {
        throw CliException.usage(
            "usage", "options", "metadata, headers and --no-delta are not for downloads", "");
      }
      return remote.uri().scheme();
    }
    throw CliException.usage(
        "usage", source + " to " + target, "one of them must be an object, as s3://BUCKET/KEY", "");
  }

  private void stream(Location from, Location to, Transfers transfers, TransferFormat format) {
    CliEnvironment environment = context.environment();
    if (from instanceof Remote remote) {
      transfers.download(remote.uri(), environment.out());
    } else if (to instanceof Remote remote) {
      if (remote.uri().namesDirectory()) {
        throw CliException.usage("usage", target, "a stream has no name", "name the object");
      }
      format.done(transfers.upload(environment.in(), remote.uri()));
    }
  }

  private static Step plan(TransferPlanner planner, Location from, Location to) {
    if (from instanceof Local local && to instanceof Remote remote) {
      return planner.upload(local, remote.uri());
    }
    if (from instanceof Remote remote && to instanceof Local local) {
      return planner.download(remote.uri(), local);
    }
    if (from instanceof Remote one && to instanceof Remote other) {
      return planner.copy(one.uri(), other.uri());
    }
    throw new IllegalStateException("nothing to copy from " + from + " to " + to);
  }

  private static List<Step> plan(TransferPlanner planner, Location from, Location to, Tally tally) {
    if (from instanceof Local local && to instanceof Remote remote) {
      return planner.uploadAll(local, remote.uri(), tally::failed);
    }
    if (from instanceof Remote remote && to instanceof Local local) {
      return planner.downloadAll(remote.uri(), local, tally::failed);
    }
    if (from instanceof Remote one && to instanceof Remote other) {
      return planner.copyAll(one.uri(), other.uri());
    }
    throw new IllegalStateException("nothing to copy from " + from + " to " + to);
  }

  private void run(Step step, TransferFormat format) {
    if (dryRun) {
      format.planned(step);
    } else {
      format.done(step.action().get());
    }
  }
}
