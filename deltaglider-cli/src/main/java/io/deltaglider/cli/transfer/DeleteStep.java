package io.deltaglider.cli.transfer;

import io.deltaglider.cli.failure.Failures;
import io.deltaglider.cli.location.ObjectUri;
import io.deltaglider.core.DeltaGlider;
import io.deltaglider.port.storage.DeleteFailure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Deletes some objects at once.
 *
 * @param store where they are
 * @param bucket their bucket
 * @param keys their keys
 * @param reports told what is gone
 * @param failed told what is not
 */
public record DeleteStep(
    DeltaGlider store, ObjectUri bucket, List<String> keys, TransferReports reports, Failed failed)
    implements Step {
  /** Copies the keys. */
  public DeleteStep {
    keys = List.copyOf(keys);
  }

  @Override
  public long size() {
    return 0;
  }

  @Override
  public List<String> families() {
    return List.of();
  }

  @Override
  public void rehearse() {
    keys.forEach(key -> reports.deleted(bucket.withKey(key).toString(), true));
  }

  @Override
  public void run() {
    List<DeleteFailure> failures =
        Failures.attempt(
            "delete",
            bucket.withKey(keys.get(0)).toString(),
            () -> store.deleteAll(bucket.bucket(), keys));
    Map<String, DeleteFailure> left = new HashMap<>();
    failures.forEach(failure -> left.put(failure.request().key(), failure));
    for (String key : keys) {
      DeleteFailure failure = left.get(key);
      String uri = bucket.withKey(key).toString();
      if (failure == null) {
        reports.deleted(uri, false);
      } else {
        failed.accept(Failures.translate("delete", uri, failure.cause()));
      }
    }
  }
}
