package io.deltaglider.cli.command;

import io.deltaglider.cli.ExitCode;
import io.deltaglider.cli.failure.CliException;
import io.deltaglider.cli.failure.Failures;
import io.deltaglider.cli.location.ObjectUri;
import io.deltaglider.wiring.BucketAcl;
import io.deltaglider.wiring.DeltaGliderSession;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Replaces a bucket's access control list. */
@Command(
    name = "put-bucket-acl",
    description = {
      "Replace the access control list of a bucket on S3.",
      "Grantees are written as id=ID, uri=URI or emailAddress=ADDRESS, separated by commas."
    })
final class PutBucketAclCommand implements Callable<Integer> {
  private static final Set<String> CANNED =
      Set.of("private", "public-read", "public-read-write", "authenticated-read");

  private final CommandContext context;

  @Parameters(paramLabel = "s3://BUCKET", description = "The bucket; s3:// may be left out.")
  String bucket = "";

  @Option(
      names = "--acl",
      paramLabel = "NAME",
      description = "private, public-read, public-read-write or authenticated-read")
  Optional<String> acl = Optional.empty();

  @Option(names = "--grant-full-control", paramLabel = "GRANTEES", description = "FULL_CONTROL")
  Optional<String> grantFullControl = Optional.empty();

  @Option(names = "--grant-read", paramLabel = "GRANTEES", description = "List the bucket.")
  Optional<String> grantRead = Optional.empty();

  @Option(names = "--grant-read-acp", paramLabel = "GRANTEES", description = "Read the list.")
  Optional<String> grantReadAcp = Optional.empty();

  @Option(names = "--grant-write", paramLabel = "GRANTEES", description = "Write objects.")
  Optional<String> grantWrite = Optional.empty();

  @Option(names = "--grant-write-acp", paramLabel = "GRANTEES", description = "Replace the list.")
  Optional<String> grantWriteAcp = Optional.empty();

  PutBucketAclCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    ObjectUri uri = BucketAclOptions.bucket(bucket);
    BucketAcl wanted = wanted();
    try (DeltaGliderSession session = context.open(uri.scheme())) {
      Failures.attempt(
          "put-bucket-acl",
          uri.toString(),
          () -> {
            BucketAclOptions.acls(session, "put-bucket-acl", uri).put(uri.bucket(), wanted);
            return uri;
          });
    }
    context
        .output()
        .done(
            "put_bucket_acl: " + uri.bucket(),
            json -> {
              json.writeStringField("operation", "put-bucket-acl");
              json.writeStringField("bucket", uri.bucket());
            });
    return ExitCode.OK.number();
  }

  private BucketAcl wanted() {
    Map<String, String> grants = new TreeMap<>();
    grantFullControl.ifPresent(text -> grants.put("FULL_CONTROL", text));
    grantRead.ifPresent(text -> grants.put("READ", text));
    grantReadAcp.ifPresent(text -> grants.put("READ_ACP", text));
    grantWrite.ifPresent(text -> grants.put("WRITE", text));
    grantWriteAcp.ifPresent(text -> grants.put("WRITE_ACP", text));
    if (acl.isPresent() == !grants.isEmpty()) {
      throw CliException.usage(
          "usage", "put-bucket-acl", "needs either --acl or grants", "as in --acl private");
    }
    if (acl.filter(name -> !CANNED.contains(name)).isPresent()) {
      throw CliException.usage(
          "usage", "--acl " + acl.get(), "is none of " + String.join(", ", sortedNames()), "");
    }
    return new BucketAcl(acl.orElse(""), grants);
  }

  private static Iterable<String> sortedNames() {
    return CANNED.stream().sorted().toList();
  }
}
