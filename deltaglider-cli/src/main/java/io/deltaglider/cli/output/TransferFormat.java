package io.deltaglider.cli.output;

import com.fasterxml.jackson.core.JsonGenerator;
import io.deltaglider.cli.transfer.Transfer;
import io.deltaglider.cli.transfer.TransferReports;
import io.deltaglider.cli.transfer.TransferStep;
import io.deltaglider.core.put.PutOutcome;
import java.io.IOException;
import java.util.Locale;

/** Lines about transfers, in the form of {@code aws s3}. Thread-safe. */
public final class TransferFormat implements TransferReports {
  private static final String MOVE = "move";

  private final Output output;
  private final boolean moving;
  private long uploads; // this and the others guarded by this
  private long contentBytes;
  private long storedBytes;

  /**
   * Creates a format.
   *
   * @param moving whether the sources are deleted
   */
  public TransferFormat(Output output, boolean moving) {
    this.output = output;
    this.moving = moving;
  }

  private String verb(Transfer.Direction direction) {
    return moving ? MOVE : direction.verb();
  }

  /** Shows what would be done. */
  @Override
  public synchronized void planned(TransferStep step) {
    output.done(
        "(dryrun) " + line(step.direction(), step.source(), step.target()),
        json -> {
          json.writeStringField("operation", verb(step.direction()));
          json.writeStringField("source", step.source());
          json.writeStringField("target", step.target());
          json.writeBooleanField("dryRun", true);
        });
  }

  /** Shows what was done. */
  @Override
  public synchronized void done(Transfer transfer) {
    if (transfer.stored().isPresent()) {
      uploads++;
      contentBytes += transfer.size();
      storedBytes += transfer.stored().get().storedSize();
    }
    output.done(
        line(transfer.direction(), transfer.source(), transfer.target()),
        json -> fields(transfer, json));
  }

  /** Shows that a stream was stored: to programs only, as {@code aws s3 cp} does. */
  public void streamed(Transfer transfer) {
    if (output.isJson()) {
      done(transfer);
    }
  }

  private String line(Transfer.Direction direction, String source, String target) {
    return verb(direction) + ": " + source + " to " + target;
  }

  private void fields(Transfer transfer, JsonGenerator json) throws IOException {
    json.writeStringField("operation", verb(transfer.direction()));
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

  /** Shows that something was deleted, or would be. */
  @Override
  public void deleted(String target, boolean dryRun) {
    output.done(
        (dryRun ? "(dryrun) " : "") + "delete: " + target,
        json -> {
          json.writeStringField("operation", "delete");
          json.writeStringField("target", target);
          if (dryRun) {
            json.writeBooleanField("dryRun", true);
          }
        });
  }

  /** Tells a person who watches what all uploads together cost. */
  public synchronized void note() {
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
