package io.deltaglider.cli.command;

import io.deltaglider.cli.failure.Failures;
import io.deltaglider.cli.location.ObjectUri;
import io.deltaglider.cli.output.Output;
import io.deltaglider.cli.output.Units;
import io.deltaglider.core.DeltaGlider;
import io.deltaglider.core.purge.PurgeReport;
import io.deltaglider.port.storage.DeleteFailure;
import io.deltaglider.wiring.DeltaGliderSession;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Deletes what is staged and expired. */
@Command(
    name = "purge",
    description = "Delete temporary objects that have expired, such as abandoned uploads.")
final class PurgeCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(paramLabel = "s3://BUCKET", description = "The bucket.")
  String bucket = "";

  @Option(names = "--dry-run", description = "Only say what would be deleted.")
  boolean dryRun;

  PurgeCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    ObjectUri uri = MbCommand.bucket(bucket);
    PurgeReport report;
    try (DeltaGliderSession session = context.open(uri.scheme())) {
      report = Failures.attempt("purge", uri.toString(), () -> purge(session.deltaGlider(), uri));
    }
    Output output = context.output();
    Tally tally = new Tally(output);
    for (DeleteFailure failure : report.failures()) {
      String key = uri.withKey(failure.request().key()).toString();
      tally.failed(Failures.translate("purge", key, failure.cause()));
    }
    output.result(
        (dryRun ? "would purge " : "purged ")
            + report.objects()
            + " temporary objects ("
            + Units.megabytes(report.bytes())
            + ")",
        json -> {
          json.writeStringField("target", uri.toString());
          if (dryRun) {
            json.writeBooleanField("dryRun", true);
          }
          json.writeNumberField("objects", report.objects());
          json.writeNumberField("bytes", report.bytes());
          json.writeNumberField("failures", report.failures().size());
        });
    return tally.exitCode().number();
  }

  private PurgeReport purge(DeltaGlider store, ObjectUri uri) {
    return dryRun ? store.findExpired(uri.bucket()) : store.purge(uri.bucket());
  }
}
