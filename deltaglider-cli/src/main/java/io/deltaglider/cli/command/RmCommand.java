package io.deltaglider.cli.command;

import io.deltaglider.cli.failure.CliException;
import io.deltaglider.cli.location.ObjectUri;
import io.deltaglider.cli.output.Output;
import io.deltaglider.cli.transfer.Filters;
import io.deltaglider.core.DeltaGlider;
import io.deltaglider.wiring.DeltaGliderSession;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Deletes objects. */
@Command(name = "rm", description = "Delete an object, or all objects below a prefix.")
final class RmCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(paramLabel = "s3://BUCKET/KEY", description = "The object or the prefix.")
  String target = "";

  @Option(
      names = {"-r", "--recursive"},
      description = "Delete everything below: app and app/ both mean keys that begin with app/.")
  boolean recursive;

  @Option(names = "--dryrun", description = "Only say what would be deleted.")
  boolean dryRun;

  @Mixin FilterOptions filters = new FilterOptions();
  @Mixin PageSizeOption pageSize = new PageSizeOption();

  RmCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    ObjectUri uri = ObjectUri.parse(target);
    if (!recursive && uri.key().isEmpty()) {
      throw CliException.usage(
          "usage",
          target,
          "names a bucket, not an object",
          "add --recursive to delete all objects");
    }
    int size = pageSize.read();
    Filters chosen = filters.read();
    Output output = context.output();
    Tally tally = new Tally(output);
    try (DeltaGliderSession session = context.open(uri.scheme())) {
      DeltaGlider store = session.deltaGlider();
      Deletions deletions = new Deletions(context.environment(), store, output, tally, dryRun);
      if (recursive) {
        deletions.deleteAll(uri.asDirectory(), chosen, size);
      } else if (chosen.accepts(uri.fileName())) {
        deletions.delete(uri);
      }
    }
    return tally.exitCode().number();
  }
}
