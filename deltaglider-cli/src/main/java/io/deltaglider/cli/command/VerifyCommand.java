package io.deltaglider.cli.command;

import io.deltaglider.cli.ExitCode;
import io.deltaglider.cli.failure.CliException;
import io.deltaglider.cli.failure.Failures;
import io.deltaglider.cli.location.ObjectUri;
import io.deltaglider.cli.output.Output;
import io.deltaglider.cli.store.Pages;
import io.deltaglider.core.DeltaGlider;
import io.deltaglider.core.list.ListRequest;
import io.deltaglider.core.verify.VerifyReport;
import io.deltaglider.core.verify.VerifyReport.Result;
import io.deltaglider.wiring.DeltaGliderSession;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Proves that objects can be read. */
@Command(
    name = "verify",
    description = "Read objects and their references again, and compare the hashes.")
final class VerifyCommand implements Callable<Integer> {
  private final CommandContext context;
  private final Map<Result, Long> counts = new EnumMap<>(Result.class);

  @Parameters(paramLabel = "s3://BUCKET/KEY", description = "The object or the prefix.")
  String target = "";

  @Option(
      names = {"-r", "--recursive"},
      description = "Verify everything below: app and app/ both mean keys that begin with app/.")
  boolean recursive;

  VerifyCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    ObjectUri uri = ObjectUri.parse(target);
    if (!recursive && uri.key().isEmpty()) {
      throw CliException.usage(
          "usage",
          target,
          "names a bucket, not an object",
          "add --recursive to verify all objects");
    }
    Output output = context.output();
    Tally tally = new Tally(output);
    try (DeltaGliderSession session = context.open(uri.scheme())) {
      DeltaGlider store = session.deltaGlider();
      if (recursive) {
        verifyAll(store, uri.asDirectory(), output, tally);
      } else {
        verify(store, uri, output);
      }
    }
    if (counts.containsKey(Result.INVALID)) {
      return ExitCode.DAMAGED.number();
    }
    return tally.exitCode().number();
  }

  private void verifyAll(DeltaGlider store, ObjectUri prefix, Output output, Tally tally) {
    Failures.attempt(
        "list",
        prefix.toString(),
        () -> {
          Pages.forEach(
              store,
              ListRequest.of(prefix.bucket(), prefix.key()),
              page ->
                  page.entries()
                      .forEach(
                          entry ->
                              tally.attempt(
                                  () -> verify(store, prefix.withKey(entry.key()), output))));
          return prefix;
        });
    summarize(output, tally.failures());
  }

  private void verify(DeltaGlider store, ObjectUri uri, Output output) {
    VerifyReport report =
        Failures.attempt("verify", uri.toString(), () -> store.verify(uri.address()));
    counts.merge(report.result(), 1L, Long::sum);
    String result = report.result().name().toLowerCase(Locale.ROOT);
    String detail = detail(report);
    if (report.result() == Result.INVALID) {
      output.failure(new CliException(ExitCode.DAMAGED, "verify", uri.toString(), detail, ""));
      if (!output.isJson()) {
        return;
      }
    }
    output.done(
        result + ": " + uri + " (" + detail + ")",
        json -> {
          json.writeStringField("type", "object");
          json.writeStringField("target", uri.toString());
          json.writeStringField("result", result);
          json.writeStringField("detail", detail);
          json.writeNumberField("size", report.size());
        });
  }

  /** Returns the detail without the object's address, which is shown anyway. */
  private static String detail(VerifyReport report) {
    String address = report.address() + ": ";
    String detail = report.detail();
    detail = detail.startsWith(address) ? detail.substring(address.length()) : detail;
    return detail + report.warning().map(text -> "; warning: " + text).orElse("");
  }

  private void summarize(Output output, int errors) {
    long valid = counts.getOrDefault(Result.VALID, 0L);
    long readable = counts.getOrDefault(Result.READABLE, 0L);
    long invalid = counts.getOrDefault(Result.INVALID, 0L);
    output.result(
        String.format(
            Locale.ROOT,
            "verified %d objects: %d valid, %d readable without a recorded hash, %d invalid,"
                + " %d not verified because of errors",
            valid + readable + invalid,
            valid,
            readable,
            invalid,
            errors),
        json -> {
          json.writeStringField("type", "summary");
          json.writeNumberField("valid", valid);
          json.writeNumberField("readable", readable);
          json.writeNumberField("invalid", invalid);
          json.writeNumberField("errors", errors);
        });
  }
}
