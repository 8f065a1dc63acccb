package io.deltaglider.cli.command;

import com.fasterxml.jackson.core.JsonGenerator;
import io.deltaglider.cli.ExitCode;
import io.deltaglider.cli.failure.Failures;
import io.deltaglider.cli.location.ObjectUri;
import io.deltaglider.cli.output.Output;
import io.deltaglider.cli.output.Units;
import io.deltaglider.core.verify.BucketStats;
import io.deltaglider.wiring.DeltaGliderSession;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Counts what a bucket holds and costs. */
@Command(
    name = "stats",
    description = "Count objects, their size, and what they cost including references.")
final class StatsCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(
      paramLabel = "s3://BUCKET/PREFIX",
      description = "The bucket or prefix: app and app/ both mean keys that begin with app/.")
  String target = "";

  StatsCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    ObjectUri uri = ObjectUri.parse(target).asDirectory();
    BucketStats stats;
    try (DeltaGliderSession session = context.open(uri.scheme())) {
      stats =
          Failures.attempt(
              "count", uri.toString(), () -> session.deltaGlider().stats(uri.bucket(), uri.key()));
    }
    Output output = context.output();
    if (output.isJson()) {
      output.document(json -> fields(uri, stats, json));
    } else {
      show(uri, stats, output);
    }
    return ExitCode.OK.number();
  }

  private static void show(ObjectUri uri, BucketStats stats, Output output) {
    long logical = stats.logicalBytes().orElseThrow();
    output.line("Statistics of " + uri);
    line(output, "Objects", stats.objects() + " (" + stats.deltas().orElseThrow() + " deltas)");
    line(output, "Logical size", size(logical));
    line(output, "Stored size", size(stats.storedBytes()));
    line(output, "  objects", size(stats.objectBytes()));
    line(
        output,
        "  references",
        size(stats.referenceBytes()) + " in " + stats.references() + ", of the whole bucket");
    line(output, "  other", size(stats.otherInternalBytes()) + ", of the whole bucket");
    line(
        output,
        "Saved",
        size(logical - stats.storedBytes()) + ", " + Units.saved(logical, stats.storedBytes()));
    for (Map.Entry<String, Long> reason : stats.passthroughReasons().entrySet()) {
      line(output, "Stored whole", reason.getValue() + ": " + reason.getKey());
    }
    stats.warning().ifPresent(text -> line(output, "Warning", text));
  }

  private static void line(Output output, String name, String value) {
    output.line(String.format("%-15s%s", name + ":", value));
  }

  private static String size(long bytes) {
    return Units.megabytes(bytes) + " (" + bytes + " bytes)";
  }

  private static void fields(ObjectUri uri, BucketStats stats, JsonGenerator json)
      throws IOException {
    json.writeStringField("target", uri.toString());
    json.writeNumberField("objects", stats.objects());
    json.writeNumberField("deltas", stats.deltas().orElseThrow());
    json.writeNumberField("logicalBytes", stats.logicalBytes().orElseThrow());
    json.writeNumberField("storedBytes", stats.storedBytes());
    json.writeNumberField("objectBytes", stats.objectBytes());
    json.writeNumberField("references", stats.references());
    json.writeNumberField("referenceBytes", stats.referenceBytes());
    json.writeNumberField("otherInternalBytes", stats.otherInternalBytes());
    json.writeNumberField("savedBytes", stats.savedBytes().orElseThrow());
    json.writeNumberField("savedRatio", stats.savedRatio().orElseThrow());
    json.writeObjectFieldStart("passthroughReasons");
    for (Map.Entry<String, Long> reason : stats.passthroughReasons().entrySet()) {
      json.writeNumberField(reason.getKey(), reason.getValue());
    }
    json.writeEndObject();
    if (stats.warning().isPresent()) {
      json.writeStringField("warning", stats.warning().get());
    }
  }
}
