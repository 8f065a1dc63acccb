package io.deltaglider.cli.command;

import io.deltaglider.cli.ExitCode;
import io.deltaglider.cli.failure.Failures;
import io.deltaglider.cli.location.ObjectUri;
import io.deltaglider.cli.output.Output;
import io.deltaglider.wiring.BucketAcl;
import io.deltaglider.wiring.DeltaGliderSession;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows a bucket's access control list. */
@Command(name = "get-bucket-acl", description = "Show the access control list of a bucket on S3.")
final class GetBucketAclCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(paramLabel = "s3://BUCKET", description = "The bucket; s3:// may be left out.")
  String bucket = "";

  GetBucketAclCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    ObjectUri uri = BucketAclOptions.bucket(bucket);
    BucketAcl.Present present;
    try (DeltaGliderSession session = context.open(uri.scheme())) {
      present =
          Failures.attempt(
              "get-bucket-acl",
              uri.toString(),
              () -> BucketAclOptions.acls(session, "get-bucket-acl", uri).get(uri.bucket()));
    }
    show(present, context.output());
    return ExitCode.OK.number();
  }

  private static void show(BucketAcl.Present present, Output output) {
    if (output.isJson()) {
      output.document(
          json -> {
            json.writeStringField("owner", present.owner());
            json.writeArrayFieldStart("grants");
            for (BucketAcl.Grant grant : present.grants()) {
              json.writeStartObject();
              json.writeStringField("grantee", grant.grantee());
              json.writeStringField("type", grant.type());
              json.writeStringField("permission", grant.permission());
              json.writeEndObject();
            }
            json.writeEndArray();
          });
      return;
    }
    output.line("owner: " + present.owner());
    for (BucketAcl.Grant grant : present.grants()) {
      output.line(grant.permission() + ": " + grant.type() + " " + grant.grantee());
    }
  }
}
