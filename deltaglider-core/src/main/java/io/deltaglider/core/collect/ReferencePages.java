package io.deltaglider.core.collect;

import io.deltaglider.core.layout.BucketLayout;
import io.deltaglider.core.model.Sha256;
import io.deltaglider.core.time.Moment;
import io.deltaglider.core.time.TimeSource;
import io.deltaglider.port.storage.ListQuery;
import io.deltaglider.port.storage.ListedObject;
import io.deltaglider.port.storage.ObjectPage;
import io.deltaglider.port.storage.StoragePort;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** One pass over all references of a bucket with their markers. Not thread-safe. */
final class ReferencePages {
  private final StoragePort storage;
  private final TimeSource time;
  private final String bucket;
  private Optional<ListQuery> next;
  private long unknownKeys;

  /** The entry that the end of a page may have cut in two. */
  private Optional<ReferenceEntry> open = Optional.empty();

  ReferencePages(StoragePort storage, TimeSource time, String bucket) {
    this.storage = storage;
    this.time = time;
    this.bucket = bucket;
    this.next = Optional.of(ListQuery.of(bucket, BucketLayout.REFERENCES));
  }

  boolean hasNext() {
    return next.isPresent();
  }

  /** Lists a page and returns what is known completely by now. */
  List<ReferenceEntry> next() {
    ListQuery query = next.orElseThrow();
    Moment look = time.now();
    ObjectPage page = storage.list(query);
    List<ReferenceEntry> entries = new ArrayList<>();
    for (ListedObject object : page.objects()) {
      add(object, look, entries);
    }
    next = page.nextPageToken().map(query::withPageToken);
    if (next.isEmpty()) {
      open.ifPresent(entries::add);
      open = Optional.empty();
    }
    return entries;
  }

  /** Returns how many keys so far are of no known form. */
  long unknownKeys() {
    return unknownKeys;
  }

  private void add(ListedObject object, Moment look, List<ReferenceEntry> entries) {
    Optional<Sha256> content = BucketLayout.referenceOf(object.key());
    boolean reference =
        content.filter(sha -> isAt(BucketLayout.reference(bucket, sha).key(), object)).isPresent();
    boolean marker =
        content.filter(sha -> isAt(BucketLayout.condemned(bucket, sha).key(), object)).isPresent();
    if (!reference && !marker) {
      unknownKeys++;
      return;
    }
    if (open.isPresent() && !open.get().content().equals(content.get())) {
      entries.add(open.get());
      open = Optional.empty();
    }
    OptionalLong stored =
        reference
            ? OptionalLong.of(object.size())
            : open.map(ReferenceEntry::stored).orElse(OptionalLong.empty());
    boolean marked = marker || open.filter(ReferenceEntry::marked).isPresent();
    Moment since = open.map(ReferenceEntry::look).orElse(look);
    open = Optional.of(new ReferenceEntry(content.get(), stored, marked, since));
  }

  private static boolean isAt(String key, ListedObject object) {
    return object.key().equals(key);
  }
}
