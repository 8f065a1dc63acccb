package io.deltaglider.core.list;

import io.deltaglider.core.layout.BucketLayout;
import io.deltaglider.port.storage.KeyOrder;
import io.deltaglider.port.storage.ListQuery;
import io.deltaglider.port.storage.ListedObject;
import io.deltaglider.port.storage.ObjectPage;
import io.deltaglider.port.storage.StoragePort;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Walks a listing, page by page, past everything internal. A walk that meets the reserved prefix
 * jumps behind it with one call, whatever the number of internal keys. Not thread-safe.
 */
final class EntryCursor {
  /**
   * A key or a common prefix.
   *
   * @param text the key or the prefix
   * @param object present for a key
   */
  record Entry(String text, Optional<ListedObject> object) {}

  private final StoragePort storage;
  private final ListQuery query;
  private final Deque<Entry> buffer = new ArrayDeque<>();
  private Optional<String> after;
  private boolean exhausted;

  EntryCursor(StoragePort storage, ListQuery query) {
    this.storage = storage;
    this.query = query;
    this.after = query.startAfter();
    this.exhausted = BucketLayout.isReserved(query.prefix());
  }

  /** Returns whether {@link #next} has something to give, reading another page if need be. */
  boolean hasNext() {
    while (buffer.isEmpty() && !exhausted) {
      fetch();
    }
    return !buffer.isEmpty();
  }

  Entry next() {
    return buffer.remove();
  }

  /**
   * Returns whether more entries follow. Where the store's own answer may count internal keys, this
   * looks behind them; elsewhere it costs no call.
   */
  boolean hasMore() {
    boolean reservedMayFollow =
        BucketLayout.RESERVED_PREFIX.startsWith(query.prefix())
            && after
                .filter(text -> KeyOrder.compare(text, BucketLayout.BEHIND_RESERVED) >= 0)
                .isEmpty();
    if (buffer.isEmpty() && reservedMayFollow) {
      return hasNext();
    }
    return !buffer.isEmpty() || !exhausted;
  }

  private void fetch() {
    ListQuery next = after.map(query::withStartAfter).orElse(query);
    ObjectPage page = storage.list(next);
    exhausted = page.nextPageToken().isEmpty();
    for (Entry entry : merge(page)) {
      boolean reserved = BucketLayout.isReserved(entry.text());
      after = Optional.of(reserved ? behindReserved(entry.text()) : entry.text());
      if (!reserved && (entry.object().isPresent() || isProven(entry.text()))) {
        buffer.add(entry);
      }
    }
  }

  /** Returns where to go on behind an internal key: no listing may be asked for twice. */
  private static String behindReserved(String key) {
    return KeyOrder.compare(key, BucketLayout.BEHIND_RESERVED) < 0
        ? BucketLayout.BEHIND_RESERVED
        : key;
  }

  private static List<Entry> merge(ObjectPage page) {
    List<Entry> entries = new ArrayList<>();
    for (ListedObject object : page.objects()) {
      entries.add(new Entry(object.key(), Optional.of(object)));
    }
    for (String prefix : page.commonPrefixes()) {
      entries.add(new Entry(prefix, Optional.empty()));
    }
    entries.sort(Comparator.comparing(Entry::text, KeyOrder.UTF_8));
    return entries;
  }

  /**
   * Returns whether a user's key is under a common prefix, which may stand for internal keys only.
   */
  private boolean isProven(String prefix) {
    return !BucketLayout.RESERVED_PREFIX.startsWith(prefix)
        || new EntryCursor(storage, ListQuery.of(query.bucket(), prefix).withPageSize(1)).hasNext();
  }
}
