package io.deltaglider.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.deltaglider.cli.ExitCode;
import io.deltaglider.cli.failure.Failures;
import io.deltaglider.cli.location.ObjectUri;
import io.deltaglider.cli.output.Output;
import io.deltaglider.core.format.PolicyDocument;
import io.deltaglider.core.select.DeltaPolicy;
import io.deltaglider.wiring.DeltaGliderSession;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows a bucket's policy. */
@Command(name = "get", description = "Show a bucket's policy as a JSON document.")
final class PolicyGetCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(paramLabel = "s3://BUCKET", description = "The bucket.")
  String bucket = "";

  PolicyGetCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    ObjectUri uri = MbCommand.bucket(bucket);
    try (DeltaGliderSession session = context.open(uri.scheme())) {
      DeltaPolicy policy =
          Failures.attempt(
              "read policy", uri.toString(), () -> session.deltaGlider().policy(uri.bucket()));
      byte[] document = PolicyDocument.write(policy);
      Output output = context.output();
      if (output.isJson()) {
        output.copy(document);
      } else {
        output.line(new String(document, UTF_8));
      }
    }
    return ExitCode.OK.number();
  }
}
