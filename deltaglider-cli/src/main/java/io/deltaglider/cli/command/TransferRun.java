package io.deltaglider.cli.command;

import io.deltaglider.cli.CliEnvironment;
import io.deltaglider.cli.failure.CliException;
import io.deltaglider.cli.location.Location;
import io.deltaglider.cli.location.Location.Remote;
import io.deltaglider.cli.output.Output;
import io.deltaglider.cli.output.Progress;
import io.deltaglider.cli.output.TransferFormat;
import io.deltaglider.cli.store.StorePair;
import io.deltaglider.cli.transfer.DisplayPath;
import io.deltaglider.cli.transfer.Engine;
import io.deltaglider.cli.transfer.Step;
import io.deltaglider.cli.transfer.TransferOptions;
import io.deltaglider.cli.transfer.TransferPlanner;
import io.deltaglider.cli.transfer.TransferSetup;
import io.deltaglider.cli.transfer.Transfers;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;

/** One run of a command that transfers something. */
final class TransferRun implements AutoCloseable {
  private final CliEnvironment environment;
  private final TransferArguments arguments;
  private final StorePair stores;
  private final Progress progress;
  private final TransferFormat format;
  private final Tally tally;
  private final TransferSetup setup;
  private final TransferPlanner planner;

  /**
   * Opens the stores.
   *
   * @param moving whether sources are deleted
   */
  TransferRun(
      CommandContext context,
      TransferArguments arguments,
      Location from,
      Location to,
      boolean moving) {
    this.arguments = arguments;
    environment = context.environment();
    TransferOptions options = arguments.objects.read();
    stores =
        context.open(
            arguments.sourceSide(from, to), arguments.targetSide(from, to), to instanceof Remote);
    progress = context.progress();
    Output output = context.output(progress);
    tally = new Tally(output);
    format = new TransferFormat(output, moving);
    setup =
        new TransferSetup(
            stores,
            options,
            moving,
            progress,
            environment.partialFiles(),
            new DisplayPath(environment.directory()));
    planner = new TransferPlanner(setup, arguments.listing(), format, tally::failed);
    if (stores.isOne() && from instanceof Remote && to instanceof Remote && !options.delta()) {
      throw closing(CliException.usage("usage", "--no-delta", "is not for copies in a store", ""));
    }
  }

  private CliException closing(CliException e) {
    try {
      close();
    } catch (IOException failure) {
      e.addSuppressed(failure);
    }
    return e;
  }

  StorePair stores() {
    return stores;
  }

  TransferPlanner planner() {
    return planner;
  }

  Tally tally() {
    return tally;
  }

  TransferFormat format() {
    return format;
  }

  /** Returns transfers of single streams. */
  Transfers transfers() {
    return new Transfers(setup);
  }

  /** Does one thing, whose failure is the command's. */
  void run(Optional<Step> step) {
    if (step.isEmpty()) {
      return;
    }
    if (arguments.dryRun) {
      step.get().rehearse();
      return;
    }
    progress.expect(step.get().size());
    progress.expectNoMore();
    step.get().run();
  }

  /** Does many things, some at once, whose failures are counted. */
  void run(Iterator<Step> steps) {
    if (arguments.dryRun) {
      steps.forEachRemaining(Step::rehearse);
      return;
    }
    new Engine(arguments.concurrency, progress, tally::failed, environment.partialFiles())
        .run(steps);
  }

  /** Says how it ended, and returns that. */
  int end() {
    progress.clear();
    format.note();
    return tally.exitCode().number();
  }

  @Override
  public void close() throws IOException {
    progress.clear();
    stores.close();
  }
}
