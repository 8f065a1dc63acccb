package io.deltaglider.cli.command;

import io.deltaglider.cli.ExitCode;
import io.deltaglider.cli.failure.Failures;
import io.deltaglider.cli.location.ObjectUri;
import io.deltaglider.cli.output.Output;
import io.deltaglider.cli.transfer.Filters;
import io.deltaglider.port.storage.ListQuery;
import io.deltaglider.wiring.DeltaGliderSession;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Removes a bucket. */
@Command(name = "rb", description = "Remove a bucket that holds no objects.")
final class RbCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(paramLabel = "s3://BUCKET", description = "The bucket.")
  String bucket = "";

  @Option(names = "--force", description = "Delete all of its objects first.")
  boolean force;

  RbCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    ObjectUri uri = MbCommand.bucket(bucket);
    Output output = context.output();
    try (DeltaGliderSession session = context.open(uri.scheme())) {
      if (force) {
        Tally tally = new Tally(output);
        new Deletions(context.environment(), session.deltaGlider(), output, tally, false)
            .deleteAll(uri, Filters.NONE, ListQuery.MAX_PAGE_SIZE);
        if (tally.failures() > 0) {
          return tally.exitCode().number();
        }
      }
      Failures.attempt(
          "remove bucket",
          uri.toString(),
          () -> {
            session.deltaGlider().deleteBucket(uri.bucket());
            return uri;
          });
    }
    output.done(
        "remove_bucket: " + uri.bucket(),
        json -> {
          json.writeStringField("operation", "remove-bucket");
          json.writeStringField("bucket", uri.bucket());
        });
    return ExitCode.OK.number();
  }
}
