package io.deltaglider.cli.command;

import io.deltaglider.cli.ExitCode;
import io.deltaglider.cli.failure.CliException;
import io.deltaglider.cli.failure.Failures;
import io.deltaglider.cli.location.ObjectUri;
import io.deltaglider.wiring.DeltaGliderSession;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Signs the URL of an object. */
@Command(
    name = "presign",
    description = "Show a URL with which anybody can read an object of S3 for some time.")
final class PresignCommand implements Callable<Integer> {
  private static final long MAX_SECONDS = Duration.ofDays(7).toSeconds();

  private final CommandContext context;

  @Parameters(paramLabel = "s3://BUCKET/KEY", description = "The object.")
  String target = "";

  @Option(
      names = "--expires-in",
      paramLabel = "SECONDS",
      description = "For how long, up to a week. Default: 3600.")
  long seconds = Duration.ofHours(1).toSeconds();

  PresignCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    ObjectUri uri = ObjectUri.parse(target);
    uri.address();
    if (seconds < 1 || seconds > MAX_SECONDS) {
      throw CliException.usage(
          "usage", "--expires-in " + seconds, "is not 1 to " + MAX_SECONDS, "");
    }
    URI signed;
    try (DeltaGliderSession session = context.open(uri.scheme())) {
      signed =
          Failures.attempt(
              "presign",
              uri.toString(),
              () ->
                  session.presign(
                      uri.address(),
                      Duration.ofSeconds(seconds),
                      context.environment().clock().instant()));
    }
    context
        .output()
        .result(
            signed.toString(),
            json -> {
              json.writeStringField("operation", "presign");
              json.writeStringField("target", uri.toString());
              json.writeStringField("url", signed.toString());
            });
    return ExitCode.OK.number();
  }
}
