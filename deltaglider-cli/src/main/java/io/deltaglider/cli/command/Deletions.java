package io.deltaglider.cli.command;

import io.deltaglider.cli.failure.Failures;
import io.deltaglider.cli.location.ObjectUri;
import io.deltaglider.cli.output.Output;
import io.deltaglider.core.DeltaGlider;
import io.deltaglider.port.storage.DeleteFailure;
import io.deltaglider.port.storage.WriteCondition;
import java.util.List;

/** Deletes objects and says so. Not thread-safe. */
final class Deletions {
  private final DeltaGlider store;
  private final Output output;
  private final Tally tally;

  Deletions(DeltaGlider store, Output output, Tally tally) {
    this.store = store;
    this.output = output;
    this.tally = tally;
  }

  /** Deletes one object; one that is not there counts as deleted, as in {@code aws s3 rm}. */
  void delete(ObjectUri uri) {
    Failures.attempt(
        "delete",
        uri.toString(),
        () -> {
          store.delete(uri.address(), WriteCondition.always());
          return uri;
        });
    show(output, uri, false);
  }

  /** Deletes all objects whose keys begin with the URI's. */
  void deleteAll(ObjectUri prefix) {
    List<DeleteFailure> failures =
        Failures.attempt(
            "delete",
            prefix.toString(),
            () ->
                store.deletePrefix(
                    prefix.bucket(),
                    prefix.key(),
                    key -> show(output, prefix.withKey(key), false)));
    for (DeleteFailure failure : failures) {
      String uri = prefix.withKey(failure.request().key()).toString();
      tally.failed(Failures.translate("delete", uri, failure.cause()));
    }
  }

  /** Says that an object was deleted, or would be. */
  static void show(Output output, ObjectUri uri, boolean dryRun) {
    output.done(
        (dryRun ? "(dryrun) " : "") + "delete: " + uri,
        json -> {
          json.writeStringField("operation", "delete");
          json.writeStringField("target", uri.toString());
          if (dryRun) {
            json.writeBooleanField("dryRun", true);
          }
        });
  }
}
