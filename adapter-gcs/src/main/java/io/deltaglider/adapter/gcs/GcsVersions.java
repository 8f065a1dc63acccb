package io.deltaglider.adapter.gcs;

import com.google.api.services.storage.Storage;
import com.google.api.services.storage.model.Bucket;
import com.google.api.services.storage.model.Objects;
import io.deltaglider.port.storage.StorageException.Kind;
import java.io.IOException;

/** Finds out whether a bucket holds noncurrent generations. Thread-safe. */
final class GcsVersions {
  private static final String ACTION = "read versioning of";
  private static final long PAGE_SIZE = 1000;

  private final GcsClient client;

  GcsVersions(GcsClient client) {
    this.client = client;
  }

  /**
   * Returns whether the bucket makes noncurrent generations, or has some from when it did: turning
   * versioning off keeps them.
   */
  boolean kept(String bucket) {
    try {
      return isOn(client.api().buckets().get(bucket).setFields("versioning").execute())
          || hasNoncurrent(bucket);
    } catch (IOException e) {
      throw GcsExceptions.translate(e, ACTION, bucket, Kind.NO_SUCH_BUCKET, Kind.UNAVAILABLE);
    }
  }

  private static boolean isOn(Bucket bucket) {
    return bucket.getVersioning() != null
        && Boolean.TRUE.equals(bucket.getVersioning().getEnabled());
  }

  private boolean hasNoncurrent(String bucket) throws IOException {
    Storage.Objects.List list =
        client
            .api()
            .objects()
            .list(bucket)
            .setVersions(true)
            .setFields("nextPageToken,items(name,timeDeleted)")
            .setMaxResults(PAGE_SIZE);
    Objects page;
    do {
      page = list.execute();
      if (page.getItems() != null
          && page.getItems().stream().anyMatch(item -> item.getTimeDeleted() != null)) {
        return true;
      }
      list.setPageToken(page.getNextPageToken());
    } while (page.getNextPageToken() != null);
    return false;
  }
}
