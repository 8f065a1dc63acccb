package io.deltaglider.cli.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import io.deltaglider.cli.failure.CliException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;

/**
 * Standard output as one command uses it: lines for people, or one JSON document a line for
 * programs. Failures go to standard error, always as one line. Thread-safe: what one call writes
 * stays together.
 */
public final class Output {
  private static final JsonFactory JSON = new JsonFactory();

  private final StandardOutput out;
  private final PrintStream err;
  private final Progress progress;
  private final boolean json;
  private final boolean quiet;
  private final boolean watched;
  private final FailureStyle style;

  /** Writes the fields of one document. */
  @FunctionalInterface
  public interface Fields {
    /** Writes fields into an object that was begun and will be ended. */
    void write(JsonGenerator json) throws IOException;
  }

  /**
   * Creates an output.
   *
   * @param json whether programs read it
   * @param quiet whether lines about what was done are left out
   * @param watched whether a person watches standard error
   * @param style how failures are shown
   */
  public Output(
      StandardOutput out,
      PrintStream err,
      Progress progress,
      boolean json,
      boolean quiet,
      boolean watched,
      FailureStyle style) {
    this.out = out;
    this.err = err;
    this.progress = progress;
    this.json = json;
    this.quiet = quiet;
    this.watched = watched;
    this.style = style;
  }

  /** Returns whether programs read the output. */
  public boolean isJson() {
    return json;
  }

  /** Says what was done: a line, or a document, or nothing if it is to be quiet. */
  public synchronized void done(String line, Fields fields) {
    if (!quiet) {
      result(line, fields);
      out.flush();
    }
  }

  /** Gives a result that was asked for: a line, or a document. */
  public synchronized void result(String line, Fields fields) {
    progress.clear();
    if (json) {
      document(fields);
    } else {
      line(line);
    }
  }

  /** Writes a line for people. */
  public synchronized void line(String text) {
    // Not println: its line separator depends on the platform.
    out.print(text);
    out.print('\n');
  }

  /** Writes a document for programs. */
  public synchronized void document(Fields fields) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = JSON.createGenerator(text)) {
      generator.writeStartObject();
      fields.write(generator);
      generator.writeEndObject();
    } catch (IOException e) {
      throw new IllegalStateException("writing JSON to memory failed", e);
    }
    line(text.toString());
  }

  /** Writes a document that is JSON already on one line. */
  public synchronized void copy(byte[] document) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonParser parser = JSON.createParser(document);
        JsonGenerator generator = JSON.createGenerator(text)) {
      parser.nextToken();
      generator.copyCurrentStructure(parser);
    }
    line(text.toString());
  }

  /** Shows a failure that does not end the command. */
  public synchronized void failure(CliException e) {
    progress.clear();
    out.flush();
    err.print(style.line(e));
  }

  /** Tells something to a person who watches; programs never see it. */
  public synchronized void note(String text) {
    if (watched && !quiet && !json) {
      progress.clear();
      out.flush();
      err.print(text + "\n");
    }
  }

  /** Returns whether standard output cannot be written any more. */
  public synchronized boolean isBroken() {
    return out.failure().isPresent();
  }
}
