package io.deltaglider.core.collect;

import io.deltaglider.core.layout.BucketLayout;
import io.deltaglider.core.layout.StagingName;
import io.deltaglider.core.time.TimeSource;
import io.deltaglider.port.storage.ContentSource;
import io.deltaglider.port.storage.DeleteRequest;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.ObjectAttributes;
import io.deltaglider.port.storage.StoragePort;
import io.deltaglider.port.storage.StoredVersion;
import io.deltaglider.port.storage.WriteCondition;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** Asks a store what time it is, by writing an object. Thread-safe. */
final class StoreTime {
  /** When purging may delete what a run that died has left. */
  private static final Duration LIFETIME = Duration.ofDays(1);

  private final StoragePort storage;
  private final TimeSource time;
  private final Supplier<String> randomIds;

  StoreTime(StoragePort storage, TimeSource time, Supplier<String> randomIds) {
    this.storage = storage;
    this.time = time;
    this.randomIds = randomIds;
  }

  /** Returns the store's time: not after this call, and later than any write before it. */
  Instant now(String bucket) {
    StagingName name = new StagingName(time.now().wall().plus(LIFETIME), randomIds.get());
    ObjectAddress probe = BucketLayout.staged(bucket, name);
    StoredVersion written =
        storage.put(
            probe, ContentSource.of(new byte[0]), ObjectAttributes.NONE, WriteCondition.always());
    Instant now = storage.head(probe).lastModified();
    storage.delete(
        bucket, new DeleteRequest(probe.key(), WriteCondition.always(), written.versionId()));
    return now;
  }
}
