package io.deltaglider.cli.command;

import io.deltaglider.cli.ExitCode;
import io.deltaglider.cli.failure.CliException;
import io.deltaglider.cli.migrate.Item;
import io.deltaglider.cli.migrate.MoveListener;
import io.deltaglider.cli.migrate.MoveResult;
import io.deltaglider.cli.migrate.Moved;
import io.deltaglider.cli.migrate.Survey;
import io.deltaglider.cli.output.Output;
import io.deltaglider.cli.output.Progress;
import io.deltaglider.cli.output.Units;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Says what is done while it is done, and counts it. Not thread-safe. */
final class MigrationReport implements MoveListener {
  private final String verb;
  private final Output output;
  private final Progress.Meter meter;
  private final Tally tally;
  private final Map<MoveResult, Long> counts = new EnumMap<>(MoveResult.class);
  private long changed;
  private long bytes;
  private long storedBytes;

  MigrationReport(String verb, Output output, Progress.Meter meter) {
    this.verb = verb;
    this.output = output;
    this.meter = meter;
    this.tally = new Tally(output);
  }

  @Override
  public void done(Item item, String source, String target, Moved moved) {
    counts.merge(moved.result(), 1L, Long::sum);
    boolean written = isWritten(moved.result());
    if (written) {
      bytes += moved.size();
      storedBytes += moved.storedSize();
      changed += item.changed() ? 1 : 0;
    }
    String what = moved.result().text() + (moved.reason().isEmpty() ? "" : ": " + moved.reason());
    String line =
        written
            ? verb
                + ": "
                + source
                + (source.equals(target) ? "" : " to " + target)
                + " ("
                + what
                + (item.changed() ? "; changed since it was done" : "")
                + ")"
            : moved.result().text() + ": " + source + " (" + moved.reason() + ")";
    output.done(
        line,
        json -> {
          json.writeStringField("type", "object");
          json.writeStringField("source", source);
          json.writeStringField("target", target);
          json.writeStringField("result", moved.result().text());
          json.writeNumberField("size", moved.size());
          json.writeNumberField("storedSize", moved.storedSize());
          json.writeBooleanField("changed", item.changed());
          if (!moved.reason().isEmpty()) {
            json.writeStringField("reason", moved.reason());
          }
        });
    meter.advance(item.size());
  }

  private static boolean isWritten(MoveResult result) {
    return switch (result) {
      case REFERENCE, DELTA, PLAIN -> true;
      case KEPT, GONE -> false;
    };
  }

  @Override
  public void verifiedBefore(String source) {
    output.done(
        "skip: " + source + " (verified before)",
        json -> {
          json.writeStringField("type", "object");
          json.writeStringField("source", source);
          json.writeStringField("result", "verified");
        });
  }

  @Override
  public void failed(CliException e) {
    tally.failed(e);
  }

  private long count(MoveResult result) {
    return counts.getOrDefault(result, 0L);
  }

  /** Says what everything came to, and returns how the command ends. */
  ExitCode finish(Survey survey) {
    long written = count(MoveResult.REFERENCE) + count(MoveResult.DELTA) + count(MoveResult.PLAIN);
    long kept = count(MoveResult.KEPT) + survey.kept();
    output.result(
        String.format(
            Locale.ROOT,
            "%s: %d objects done (%d references, %d deltas, %d whole; %d of them changed since they"
                + " were done before), %d verified before, %d needed nothing, %d left out, %d gone,"
                + " %d failed; %s stored as %s",
            verb,
            written,
            count(MoveResult.REFERENCE),
            count(MoveResult.DELTA),
            count(MoveResult.PLAIN),
            changed,
            survey.verified(),
            kept,
            survey.excluded(),
            count(MoveResult.GONE),
            tally.failures(),
            Units.megabytes(bytes),
            Units.megabytes(storedBytes)),
        json -> {
          json.writeStringField("type", "summary");
          json.writeNumberField("done", written);
          json.writeNumberField("references", count(MoveResult.REFERENCE));
          json.writeNumberField("deltas", count(MoveResult.DELTA));
          json.writeNumberField("plain", count(MoveResult.PLAIN));
          json.writeNumberField("changed", changed);
          json.writeNumberField("verifiedBefore", survey.verified());
          json.writeNumberField("kept", kept);
          json.writeNumberField("excluded", survey.excluded());
          json.writeNumberField("gone", count(MoveResult.GONE));
          json.writeNumberField("failed", tally.failures());
          json.writeNumberField("size", bytes);
          json.writeNumberField("storedSize", storedBytes);
        });
    return tally.exitCode();
  }
}
