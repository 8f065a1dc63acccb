package io.deltaglider.core.verify;

import io.deltaglider.core.format.BucketFormats;
import io.deltaglider.core.get.ObjectInfo;
import io.deltaglider.core.layout.BucketLayout;
import io.deltaglider.core.list.ListEntry;
import io.deltaglider.core.list.ListOperation;
import io.deltaglider.core.list.ListRequest;
import io.deltaglider.core.list.Listing;
import io.deltaglider.port.storage.ListQuery;
import io.deltaglider.port.storage.ListedObject;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.ObjectPage;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import io.deltaglider.port.storage.StoragePort;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Counts every object and every internal byte. Never writes to the store. Thread-safe. */
public final class StatsOperation {
  private final StoragePort storage;
  private final ListOperation listing;
  private final BucketFormats formats;

  /** Creates an operation. */
  public StatsOperation(StoragePort storage, ListOperation listing, BucketFormats formats) {
    this.storage = storage;
    this.listing = listing;
    this.formats = formats;
  }

  /**
   * Counts the objects whose keys begin with {@code prefix}, and what is internal to the whole
   * bucket.
   *
   * @throws StorageException with {@code NO_SUCH_BUCKET}, {@code DAMAGED} if an object's metadata
   *     cannot be read, or if the store fails: a number is never a guess
   */
  public BucketStats count(String bucket, String prefix) {
    Tally tally = new Tally();
    Optional<ListRequest> next = Optional.of(ListRequest.of(bucket, prefix).withFetchMetadata());
    while (next.isPresent()) {
      ListRequest request = next.get();
      Listing page = listing.list(request);
      for (ListEntry entry : page.entries()) {
        tally.addObject(info(bucket, entry));
      }
      next = page.nextPageToken().map(request::withPageToken);
    }
    countInternal(bucket, tally);
    return tally.stats(formats.warning(bucket));
  }

  private static ObjectInfo info(String bucket, ListEntry entry) {
    return entry
        .info()
        .orElseThrow(
            () ->
                new StorageException(
                    Kind.DAMAGED,
                    "count "
                        + new ObjectAddress(bucket, entry.key())
                        + ": its metadata cannot be read"));
  }

  private void countInternal(String bucket, Tally tally) {
    Optional<ListQuery> next = Optional.of(ListQuery.of(bucket, BucketLayout.RESERVED_PREFIX));
    while (next.isPresent()) {
      ListQuery query = next.get();
      ObjectPage page = storage.list(query);
      page.objects().forEach(tally::addInternal);
      next = page.nextPageToken().map(query::withPageToken);
    }
  }

  /** Running totals. */
  private static final class Tally {
    private final Map<String, Long> reasons = new TreeMap<>();
    private long objects;
    private long deltas;
    private long logicalBytes;
    private long objectBytes;
    private long references;
    private long referenceBytes;
    private long otherInternalBytes;

    void addObject(ObjectInfo info) {
      objects++;
      logicalBytes += info.size();
      objectBytes += info.storedSize();
      if (info.form() == ObjectInfo.Form.DELTA) {
        deltas++;
      } else {
        reasons.merge(info.note().orElse("put by another tool"), 1L, Long::sum);
      }
    }

    void addInternal(ListedObject object) {
      if (BucketLayout.isReference(object.key())) {
        references++;
        referenceBytes += object.size();
      } else {
        otherInternalBytes += object.size();
      }
    }

    BucketStats stats(Optional<String> warning) {
      return new BucketStats(
          objects,
          deltas,
          logicalBytes,
          objectBytes,
          references,
          referenceBytes,
          otherInternalBytes,
          reasons,
          warning);
    }
  }
}
