package io.deltaglider.cli.command;

import io.deltaglider.cli.estimate.CollectionEstimate;
import io.deltaglider.cli.output.Output;
import io.deltaglider.cli.output.Units;
import java.util.Locale;

/** Shows what files would cost. */
final class EstimateFormat {
  private static final double PERCENT = 100;

  private EstimateFormat() {}

  /** Returns the estimate as part of a sentence. */
  static String phrase(CollectionEstimate estimate) {
    return "estimated to be stored as "
        + Units.megabytes(estimate.storedBytes())
        + " (saves "
        + percent(estimate.savedRatio())
        + (estimate.complete() ? ", measured)" : ", between " + range(estimate) + ")");
  }

  private static String range(CollectionEstimate estimate) {
    return percent(estimate.leastSavedRatio()) + " and " + percent(estimate.mostSavedRatio());
  }

  private static String percent(double ratio) {
    return String.format(Locale.ROOT, "%.1f %%", PERCENT * ratio);
  }

  static void show(String what, CollectionEstimate estimate, Output output) {
    if (output.isJson()) {
      output.document(
          json -> {
            json.writeStringField("target", what);
            json.writeNumberField("objects", estimate.files());
            json.writeNumberField("logicalBytes", estimate.bytes());
            json.writeNumberField("storedBytes", estimate.storedBytes());
            json.writeNumberField("leastStoredBytes", estimate.leastStoredBytes());
            json.writeNumberField("mostStoredBytes", estimate.mostStoredBytes());
            json.writeNumberField("savedRatio", estimate.savedRatio());
            json.writeNumberField("sampledObjects", estimate.sampledFiles());
            json.writeNumberField("sampledBytes", estimate.sampledBytes());
            json.writeNumberField("families", estimate.families());
            json.writeNumberField("sampledFamilies", estimate.sampledFamilies());
            json.writeBooleanField("complete", estimate.complete());
            json.writeBooleanField("capped", estimate.capped());
          });
      return;
    }
    output.line("Estimate for " + what);
    line(output, "Objects", String.valueOf(estimate.files()));
    line(output, "Logical size", size(estimate.bytes()));
    line(output, "Stored size", size(estimate.storedBytes()));
    line(
        output,
        "Saved",
        percent(estimate.savedRatio())
            + (estimate.complete()
                ? ", measured"
                : ", between " + range(estimate) + " unless the sample misleads"));
    line(
        output,
        "Sampled",
        estimate.sampledFiles()
            + " objects, "
            + size(estimate.sampledBytes())
            + ", of "
            + estimate.sampledFamilies()
            + " families in "
            + estimate.families());
    if (estimate.capped()) {
      line(output, "Note", "there are more families than are told apart");
    }
  }

  private static void line(Output output, String name, String value) {
    output.line(String.format("%-15s%s", name + ":", value));
  }

  private static String size(long bytes) {
    return Units.megabytes(bytes) + " (" + bytes + " bytes)";
  }
}
