package io.deltaglider.cli.command;

import io.deltaglider.cli.ExitCode;
import io.deltaglider.cli.failure.CliException;
import io.deltaglider.cli.location.ObjectUri;
import io.deltaglider.wiring.BucketAcls;
import io.deltaglider.wiring.DeltaGliderSession;

/** What commands about access control lists have in common. */
final class BucketAclOptions {
  private BucketAclOptions() {}

  /** Returns the bucket that is named, and nothing in it. */
  static ObjectUri bucket(String text) {
    ObjectUri uri = ObjectUri.parseLenient(text);
    if (!uri.key().isEmpty()) {
      throw CliException.usage("usage", text, "names an object, not a bucket", "");
    }
    return uri;
  }

  /**
   * Returns the store's access control lists.
   *
   * @throws CliException with exit code REFUSED if it has none
   */
  static BucketAcls acls(DeltaGliderSession session, String what, ObjectUri uri) {
    return session
        .bucketAcls()
        .orElseThrow(
            () ->
                new CliException(
                    ExitCode.REFUSED,
                    what,
                    uri.toString(),
                    "only S3 has access control lists of buckets",
                    "use --store s3:"));
  }
}
