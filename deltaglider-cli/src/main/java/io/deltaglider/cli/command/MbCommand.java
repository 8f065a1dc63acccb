package io.deltaglider.cli.command;

import io.deltaglider.cli.ExitCode;
import io.deltaglider.cli.failure.CliException;
import io.deltaglider.cli.failure.Failures;
import io.deltaglider.cli.location.ObjectUri;
import io.deltaglider.wiring.DeltaGliderSession;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Makes a bucket. */
@Command(name = "mb", description = "Make a bucket.")
final class MbCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(paramLabel = "s3://BUCKET", description = "The bucket.")
  String bucket = "";

  MbCommand(CommandContext context) {
    this.context = context;
  }

  /** Reads the URI of a bucket. */
  static ObjectUri bucket(String text) {
    ObjectUri uri = ObjectUri.parse(text);
    if (!uri.key().isEmpty()) {
      throw CliException.usage("usage", text, "names an object, not a bucket", "");
    }
    return uri;
  }

  @Override
  public Integer call() throws Exception {
    ObjectUri uri = bucket(bucket);
    try (DeltaGliderSession session = context.open(uri.scheme())) {
      Failures.attempt(
          "make bucket",
          uri.toString(),
          () -> {
            session.deltaGlider().createBucket(uri.bucket());
            return uri;
          });
    }
    context
        .output()
        .done(
            "make_bucket: " + uri.bucket(),
            json -> {
              json.writeStringField("operation", "make-bucket");
              json.writeStringField("bucket", uri.bucket());
            });
    return ExitCode.OK.number();
  }
}
