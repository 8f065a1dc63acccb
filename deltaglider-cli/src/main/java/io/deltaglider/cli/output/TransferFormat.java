package io.deltaglider.cli.output;

import com.fasterxml.jackson.core.JsonGenerator;
import io.deltaglider.cli.transfer.Step;
import io.deltaglider.cli.transfer.Transfer;
import io.deltaglider.core.put.PutOutcome;
import java.io.IOException;
import java.util.Locale;

/** Lines about transfers, in the form of {@code aws s3 cp}. Not thread-safe. */
public final class TransferFormat {
  private final Output output;
  private long uploads;
  private long contentBytes;
  private long storedBytes;

  /** Creates a format. */
  public TransferFormat(Output output) {
    this.output = output;
  }

  /** Shows what would be done. */
  public void planned(Step step) {
    output.done(
        "(dryrun) " + line(step.direction(), step.source(), step.target()),
        json -> {
          json.writeStringField("operation", step.direction().verb());
          json.writeStringField("source", step.source());
          json.writeStringField("target", step.target());
          json.writeBooleanField("dryRun", true);
        });
  }

  /** Shows what was done. */
  public void done(Transfer transfer) {
    if (transfer.stored().isPresent()) {
      uploads++;
      contentBytes += transfer.size();
      storedBytes += transfer.stored().get().storedSize();
    }
    output.done(
        line(transfer.direction(), transfer.source(), transfer.target()),
        json -> fields(transfer, json));
  }

  private static String line(Transfer.Direction direction, String source, String target) {
    return direction.verb() + ": " + source + " to " + target;
  }

  private static void fields(Transfer transfer, JsonGenerator json) throws IOException {
    json.writeStringField("operation", transfer.direction().verb());
    json.writeStringField("source", transfer.source());
    json.writeStringField("target", transfer.target());
    json.writeNumberField("size", transfer.size());
    if (transfer.stored().isPresent()) {
      PutOutcome stored = transfer.stored().get();
      json.writeNumberField("storedSize", stored.storedSize());
      json.writeStringField("form", stored.form().name().toLowerCase(Locale.ROOT));
      json.writeStringField("sha256", stored.sha256().hex());
      json.writeStringField("etag", stored.etag());
      if (stored.reason().isPresent()) {
        json.writeStringField("reason", stored.reason().get());
      }
    }
  }

  /** Tells a person who watches what all uploads together cost. */
  public void note() {
    if (uploads > 0) {
      output.note(
          "stored "
              + Units.megabytes(storedBytes)
              + " for "
              + Units.megabytes(contentBytes)
              + " (saved "
              + Units.saved(contentBytes, storedBytes)
              + ")");
    }
  }
}
