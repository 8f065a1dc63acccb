package io.deltaglider.cli.command;

import io.deltaglider.cli.CliEnvironment;
import io.deltaglider.cli.ExitCode;
import io.deltaglider.cli.failure.CliException;
import io.deltaglider.cli.failure.Failures;
import io.deltaglider.cli.migrate.Journal;
import io.deltaglider.cli.migrate.JournalHeader;
import io.deltaglider.cli.migrate.Migration;
import io.deltaglider.cli.migrate.MoverFactory;
import io.deltaglider.cli.migrate.Survey;
import io.deltaglider.cli.output.Output;
import io.deltaglider.cli.output.Progress;
import io.deltaglider.cli.output.Units;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/** What {@code migrate} and {@code export} have in common: plan, ask, do, report. */
final class MigrationRun {
  private static final int MAX_ANSWER = 100;

  private final CommandContext context;
  private final MigrationOptions options;
  private final JournalHeader header;

  /** Adds to the plan that is shown before the question. */
  @FunctionalInterface
  interface Forecast {
    /** Returns what the objects would cost, as part of a sentence; empty if nothing is known. */
    String of(Path journal) throws IOException;
  }

  MigrationRun(CommandContext context, MigrationOptions options, JournalHeader header) {
    this.context = context;
    this.options = options;
    this.header = header;
  }

  ExitCode run(Migration migration, MoverFactory movers, Forecast forecast) throws IOException {
    Path file = options.journalFile(context.environment(), header);
    Survey survey = migration.survey(file, header);
    Progress progress = context.progress();
    Output output = context.output(progress);
    if (options.dryRun) {
      rehearse(migration, movers, file, output);
      showPlan(survey, forecast, file, output);
      return ExitCode.OK;
    }
    if (survey.objects() > 0 && !options.yes && !options.resume) {
      ask(survey, forecast, file);
    }
    progress.expect(survey.bytes());
    progress.expectNoMore();
    try (Progress.Meter meter = progress.start(header.operation(), survey.bytes(), survey.bytes());
        Journal journal =
            Failures.attempt(
                "open journal",
                file.toString(),
                () -> Journal.open(file, header, context.environment().nanoTime()))) {
      if (journal.damagedLines() > 0) {
        output.failure(
            new CliException(
                ExitCode.PARTIAL,
                "read journal",
                file.toString(),
                journal.damagedLines() + " damaged lines were passed over",
                "their objects are done again"));
      }
      MigrationReport report = new MigrationReport(header.operation(), output, meter);
      migration.run(journal, movers, options.concurrency, report);
      return report.finish(survey);
    }
  }

  private void rehearse(Migration migration, MoverFactory movers, Path file, Output output)
      throws IOException {
    migration.rehearse(
        file,
        header,
        movers,
        (source, target) ->
            output.done(
                "(dryrun) "
                    + header.operation()
                    + ": "
                    + source
                    + (source.equals(target) ? "" : " to " + target),
                json -> {
                  json.writeStringField("type", "object");
                  json.writeStringField("source", source);
                  json.writeStringField("target", target);
                  json.writeBooleanField("dryRun", true);
                }));
  }

  private void showPlan(Survey survey, Forecast forecast, Path file, Output output)
      throws IOException {
    String line = plan(survey, forecast, file);
    output.result(
        line,
        json -> {
          json.writeStringField("type", "plan");
          json.writeNumberField("objects", survey.objects());
          json.writeNumberField("size", survey.bytes());
          json.writeNumberField("changed", survey.changed());
          json.writeNumberField("verifiedBefore", survey.verified());
          json.writeNumberField("kept", survey.kept());
          json.writeNumberField("excluded", survey.excluded());
          json.writeStringField("plan", line);
        });
  }

  private String plan(Survey survey, Forecast forecast, Path file) throws IOException {
    String cost = survey.objects() == 0 ? "" : forecast.of(file);
    return String.format(
        Locale.ROOT,
        "%s %s to %s: %d objects of %s%s; %d verified before, %d need nothing, %d left out",
        header.operation(),
        header.source(),
        header.target(),
        survey.objects(),
        Units.megabytes(survey.bytes()),
        cost.isEmpty() ? "" : ", " + cost,
        survey.verified(),
        survey.kept(),
        survey.excluded());
  }

  private void ask(Survey survey, Forecast forecast, Path file) throws IOException {
    CliEnvironment environment = context.environment();
    if (!environment.terminal()) {
      throw CliException.usage(
          "usage",
          header.operation(),
          survey.objects() + " objects would be written, and nobody can be asked",
          "add --yes to do it, or --dry-run to see what would be done");
    }
    // Also with --json and --quiet: nobody can answer what was not said.
    environment.err().print(plan(survey, forecast, file) + "\nGo on? [y/N] ");
    environment.err().flush();
    if (!answer(environment).toLowerCase(Locale.ROOT).startsWith("y")) {
      throw new CliException(
          ExitCode.REFUSED, header.operation(), header.source(), "not confirmed", "");
    }
  }

  /** Reads one line, and nothing behind it. */
  private static String answer(CliEnvironment environment) throws IOException {
    byte[] line = new byte[MAX_ANSWER];
    int length = 0;
    for (int value = environment.in().read();
        value >= 0 && value != '\n' && length < MAX_ANSWER;
        value = environment.in().read()) {
      line[length++] = (byte) value;
    }
    return new String(line, 0, length, StandardCharsets.UTF_8).strip();
  }
}
