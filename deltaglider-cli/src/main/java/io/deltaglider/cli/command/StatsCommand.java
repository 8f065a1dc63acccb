package io.deltaglider.cli.command;

import com.fasterxml.jackson.core.JsonGenerator;
import io.deltaglider.cli.ExitCode;
import io.deltaglider.cli.failure.CliException;
import io.deltaglider.cli.failure.Failures;
import io.deltaglider.cli.location.ObjectUri;
import io.deltaglider.cli.output.Output;
import io.deltaglider.cli.output.Units;
import io.deltaglider.core.verify.BucketStats;
import io.deltaglider.core.verify.StatsLevel;
import io.deltaglider.wiring.DeltaGliderSession;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Counts what a bucket holds and costs. */
@Command(
    name = "stats",
    description = "Count objects, their size, and what they cost including references.")
final class StatsCommand implements Callable<Integer> {
  private static final int DEFAULT_FAMILIES = 5;

  private final CommandContext context;

  @Parameters(
      paramLabel = "s3://BUCKET/PREFIX",
      description = "The bucket or prefix: app and app/ both mean keys that begin with app/.")
  String target = "";

  @Option(
      names = "--level",
      paramLabel = "LEVEL",
      defaultValue = "detailed",
      description =
          "detailed: the metadata of every object (the default); sampled: of some; quick: of none"
              + " that costs a call.")
  String level = "";

  @Option(
      names = "--families",
      paramLabel = "N",
      description = "How many of the best and of the worst families are shown. Default: 5.")
  int families = DEFAULT_FAMILIES;

  StatsCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    ObjectUri uri = ObjectUri.parse(target).asDirectory();
    StatsLevel wanted = level();
    BucketStats stats;
    try (DeltaGliderSession session = context.open(uri.scheme())) {
      stats =
          Failures.attempt(
              "count",
              uri.toString(),
              () -> session.deltaGlider().stats(uri.bucket(), uri.key(), wanted));
    }
    Output output = context.output();
    if (output.isJson()) {
      output.document(json -> fields(uri, stats, json));
    } else {
      show(uri, stats, output);
    }
    return ExitCode.OK.number();
  }

  private StatsLevel level() {
    if (families < 0) {
      throw CliException.usage("usage", "--families " + families, "is negative", "");
    }
    for (StatsLevel candidate : StatsLevel.values()) {
      if (candidate.name().toLowerCase(Locale.ROOT).equals(level)) {
        return candidate;
      }
    }
    throw CliException.usage("usage", "--level " + level, "is not quick, sampled or detailed", "");
  }

  private void show(ObjectUri uri, BucketStats stats, Output output) {
    output.line("Statistics of " + uri);
    if (!stats.exact()) {
      line(
          output,
          "Note",
          "content sizes and deltas are extrapolated from " + stats.examined() + " objects");
    }
    String deltas =
        stats.deltas().isPresent() ? stats.deltas().getAsLong() + " deltas" : "of any form";
    line(output, "Objects", stats.objects() + " (" + deltas + ")");
    stats.logicalBytes().ifPresent(logical -> line(output, "Logical size", size(logical)));
    line(output, "Stored size", size(stats.storedBytes()));
    line(output, "  objects", size(stats.objectBytes()));
    line(
        output,
        "  references",
        size(stats.referenceBytes()) + " in " + stats.references() + ", of the whole bucket");
    line(output, "  other", size(stats.otherInternalBytes()) + ", of the whole bucket");
    showSaved(uri, stats, output);
    for (Map.Entry<String, Long> reason : stats.passthroughReasons().entrySet()) {
      line(output, "Stored whole", reason.getValue() + ": " + reason.getKey());
    }
    stats.warning().ifPresent(text -> line(output, "Warning", text));
    FamilyFormat.show(stats.families(), families, output);
  }

  /** A prefix is charged only with the references that its own objects use. */
  private static void showSaved(ObjectUri uri, BucketStats stats, Output output) {
    if (stats.logicalBytes().isEmpty()) {
      line(output, "Saved", "unknown at this level");
      return;
    }
    long logical = stats.logicalBytes().getAsLong();
    boolean ownOnly = !uri.key().isEmpty() && stats.families().complete();
    long stored =
        ownOnly ? stats.objectBytes() + stats.families().referenceBytes() : stats.storedBytes();
    String saved =
        stored > logical
            ? "nothing: costs " + (stored - logical) + " bytes more"
            : size(logical - stored) + ", " + Units.saved(logical, stored);
    line(output, "Saved", saved + (ownOnly ? ", with the references that are used here" : ""));
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
    if (stats.deltas().isPresent()) {
      json.writeNumberField("deltas", stats.deltas().getAsLong());
    }
    if (stats.logicalBytes().isPresent()) {
      json.writeNumberField("logicalBytes", stats.logicalBytes().getAsLong());
    }
    json.writeNumberField("storedBytes", stats.storedBytes());
    json.writeNumberField("objectBytes", stats.objectBytes());
    json.writeNumberField("references", stats.references());
    json.writeNumberField("referenceBytes", stats.referenceBytes());
    json.writeNumberField("otherInternalBytes", stats.otherInternalBytes());
    if (stats.savedBytes().isPresent()) {
      json.writeNumberField("savedBytes", stats.savedBytes().getAsLong());
      json.writeNumberField("savedRatio", stats.savedRatio().orElseThrow());
    }
    json.writeObjectFieldStart("passthroughReasons");
    for (Map.Entry<String, Long> reason : stats.passthroughReasons().entrySet()) {
      json.writeNumberField(reason.getKey(), reason.getValue());
    }
    json.writeEndObject();
    if (stats.warning().isPresent()) {
      json.writeStringField("warning", stats.warning().get());
    }
    json.writeStringField("level", stats.level().name().toLowerCase(Locale.ROOT));
    json.writeBooleanField("exact", stats.exact());
    json.writeNumberField("examined", stats.examined());
    FamilyFormat.fields(stats.families(), json);
  }
}
