package io.deltaglider.cli.command;

import com.fasterxml.jackson.core.JsonGenerator;
import io.deltaglider.cli.ExitCode;
import io.deltaglider.cli.failure.CliException;
import io.deltaglider.cli.failure.Failures;
import io.deltaglider.cli.location.ObjectUri;
import io.deltaglider.cli.output.Output;
import io.deltaglider.cli.output.Units;
import io.deltaglider.core.collect.CollectFailure;
import io.deltaglider.core.collect.CollectOptions;
import io.deltaglider.core.collect.CollectReport;
import io.deltaglider.core.collect.CollectReport.Count;
import io.deltaglider.wiring.DeltaGliderSession;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Collects references that nothing uses. */
@Command(
    name = "gc",
    description = "Delete references that nothing uses and that a run a day before found unused.")
final class GcCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(paramLabel = "s3://BUCKET", description = "The bucket.")
  String bucket = "";

  @Option(names = "--dry-run", description = "Only say what would be done.")
  boolean dryRun;

  GcCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    ObjectUri uri = MbCommand.bucket(bucket);
    CollectOptions options = dryRun ? CollectOptions.DEFAULT.withDryRun() : CollectOptions.DEFAULT;
    CollectReport report;
    try (DeltaGliderSession session = context.open(uri.scheme())) {
      report =
          Failures.attempt(
              "collect",
              uri.toString(),
              () -> session.deltaGlider().collect(uri.bucket(), options));
    }
    Output output = context.output();
    if (output.isJson()) {
      output.document(json -> fields(uri, report, json));
    } else {
      show(uri, report, output);
    }
    for (CollectFailure failure : report.failures()) {
      output.failure(
          new CliException(
              ExitCode.PARTIAL,
              "collect",
              uri.withKey(failure.subject()).toString(),
              failure.reason(),
              ""));
    }
    return (report.isClean() ? ExitCode.OK : ExitCode.PARTIAL).number();
  }

  private void show(ObjectUri uri, CollectReport report, Output output) {
    output.line(
        "Garbage collection of " + uri + (dryRun ? ", a dry run: nothing was changed" : ""));
    line(
        output,
        "Scanned",
        report.objectsScanned() + (report.versioned() ? " versions" : " objects"));
    line(output, "References", size(report.references()));
    line(output, "In use", size(report.used()));
    line(output, "Condemned", size(report.condemned()));
    line(output, "Waiting", size(report.waiting()));
    line(output, "Rescued", size(report.rescued()));
    line(output, "Deleted", size(report.deleted()));
    report
        .waitingUntil()
        .ifPresent(
            time -> line(output, "Next due", time.truncatedTo(ChronoUnit.SECONDS).toString()));
    if (!report.complete()) {
      line(output, "Incomplete", "not all objects could be looked at, so nothing was collected");
    }
    if (report.unknownKeys() > 0) {
      line(output, "Left alone", report.unknownKeys() + " internal keys of no known form");
    }
    report.warnings().forEach(text -> line(output, "Warning", text));
  }

  private static void line(Output output, String name, String value) {
    output.line(String.format("%-15s%s", name + ":", value));
  }

  private static String size(Count count) {
    return count.number() + " (" + Units.megabytes(count.bytes()) + ")";
  }

  private void fields(ObjectUri uri, CollectReport report, JsonGenerator json) throws IOException {
    json.writeStringField("target", uri.toString());
    if (dryRun) {
      json.writeBooleanField("dryRun", true);
    }
    json.writeBooleanField("complete", report.complete());
    json.writeNumberField("scanned", report.objectsScanned());
    json.writeBooleanField("versions", report.versioned());
    write(json, "references", report.references());
    write(json, "used", report.used());
    write(json, "condemned", report.condemned());
    write(json, "waiting", report.waiting());
    write(json, "rescued", report.rescued());
    write(json, "deleted", report.deleted());
    if (report.waitingUntil().isPresent()) {
      json.writeStringField("nextDue", report.waitingUntil().get().toString());
    }
    json.writeNumberField("markersRemoved", report.markersRemoved());
    json.writeNumberField("pointersRemoved", report.pointersRemoved());
    json.writeNumberField("unknownKeys", report.unknownKeys());
    json.writeNumberField("failures", report.failureCount());
    json.writeArrayFieldStart("warnings");
    for (String warning : report.warnings()) {
      json.writeString(warning);
    }
    json.writeEndArray();
  }

  private static void write(JsonGenerator json, String name, Count count) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeNumberField("number", count.number());
    json.writeNumberField("bytes", count.bytes());
    json.writeEndObject();
  }
}
