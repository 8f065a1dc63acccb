package io.deltaglider.core.verify;

import io.deltaglider.core.format.BucketFormats;
import io.deltaglider.core.layout.BucketLayout;
import io.deltaglider.core.list.ListDetail;
import io.deltaglider.core.list.ListEntry;
import io.deltaglider.core.list.ListOperation;
import io.deltaglider.core.list.ListRequest;
import io.deltaglider.core.list.Listing;
import io.deltaglider.port.storage.ListQuery;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.ObjectPage;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import io.deltaglider.port.storage.StoragePort;
import java.util.Optional;

/** Counts objects and every internal byte. Never writes to the store. Thread-safe. */
public final class StatsOperation {
  /** How many objects {@link StatsLevel#SAMPLED} looks at, at most. */
  public static final int SAMPLE_SIZE = 500;

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
   * @throws StorageException with {@code NO_SUCH_BUCKET}, {@code DAMAGED} if the metadata of an
   *     object that is looked at cannot be read, or if the store fails: a number is never a guess
   *     that does not say so
   */
  public BucketStats count(String bucket, String prefix, StatsLevel level) {
    StatsTally tally = new StatsTally(level);
    Sample sample = new Sample(level == StatsLevel.SAMPLED ? SAMPLE_SIZE : 0);
    ListRequest first = ListRequest.of(bucket, prefix);
    Optional<ListRequest> next =
        Optional.of(level == StatsLevel.DETAILED ? first.withDetail(ListDetail.METADATA) : first);
    while (next.isPresent()) {
      ListRequest request = next.get();
      Listing page = listing.list(request);
      for (ListEntry entry : page.entries()) {
        add(bucket, entry, level, tally, sample);
      }
      next = page.nextPageToken().map(request::withPageToken);
    }
    listing.infos(bucket, sample.entries()).forEach(tally::addSampled);
    countInternal(bucket, tally);
    return tally.stats(formats.warning(bucket));
  }

  private static void add(
      String bucket, ListEntry entry, StatsLevel level, StatsTally tally, Sample sample) {
    if (entry.info().isPresent()) {
      tally.addExamined(entry.info().get());
    } else if (level == StatsLevel.DETAILED) {
      throw new StorageException(
          Kind.DAMAGED,
          "count " + new ObjectAddress(bucket, entry.key()) + ": its metadata cannot be read");
    } else {
      tally.addUnknown(entry);
      sample.offer(entry);
    }
  }

  private void countInternal(String bucket, StatsTally tally) {
    Optional<ListQuery> next = Optional.of(ListQuery.of(bucket, BucketLayout.RESERVED_PREFIX));
    while (next.isPresent()) {
      ListQuery query = next.get();
      ObjectPage page = storage.list(query);
      page.objects().forEach(tally::addInternal);
      next = page.nextPageToken().map(query::withPageToken);
    }
  }
}
