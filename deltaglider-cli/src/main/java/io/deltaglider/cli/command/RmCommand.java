package io.deltaglider.cli.command;

import io.deltaglider.cli.failure.CliException;
import io.deltaglider.cli.failure.Failures;
import io.deltaglider.cli.location.ObjectUri;
import io.deltaglider.cli.output.Output;
import io.deltaglider.cli.store.Pages;
import io.deltaglider.core.DeltaGlider;
import io.deltaglider.core.list.ListRequest;
import io.deltaglider.wiring.DeltaGliderSession;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Deletes objects. */
@Command(name = "rm", description = "Delete an object, or all objects below a prefix.")
final class RmCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(paramLabel = "s3://BUCKET/KEY", description = "The object or the prefix.")
  String target = "";

  @Option(
      names = {"-r", "--recursive"},
      description = "Delete everything below: app and app/ both mean keys that begin with app/.")
  boolean recursive;

  @Option(names = "--dryrun", description = "Only say what would be deleted.")
  boolean dryRun;

  RmCommand(CommandContext context) {
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
          "add --recursive to delete all objects");
    }
    Output output = context.output();
    Tally tally = new Tally(output);
    try (DeltaGliderSession session = context.open(uri.scheme())) {
      DeltaGlider store = session.deltaGlider();
      Deletions deletions = new Deletions(store, output, tally);
      if (dryRun) {
        rehearse(store, uri, output);
      } else if (recursive) {
        deletions.deleteAll(uri.asDirectory());
      } else {
        deletions.delete(uri);
      }
    }
    return tally.exitCode().number();
  }

  private void rehearse(DeltaGlider store, ObjectUri uri, Output output) {
    if (!recursive) {
      Deletions.show(output, uri, true);
      return;
    }
    ObjectUri prefix = uri.asDirectory();
    Failures.attempt(
        "list",
        prefix.toString(),
        () -> {
          Pages.forEach(
              store,
              ListRequest.of(prefix.bucket(), prefix.key()),
              page ->
                  page.entries()
                      .forEach(entry -> Deletions.show(output, prefix.withKey(entry.key()), true)));
          return prefix;
        });
  }
}
