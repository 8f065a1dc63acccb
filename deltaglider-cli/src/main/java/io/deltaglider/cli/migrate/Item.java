package io.deltaglider.cli.migrate;

import io.deltaglider.core.list.ListEntry;
import java.time.Instant;
import java.util.Comparator;

/**
 * An object that is to be done.
 *
 * @param key its key in the source
 * @param size its size in bytes as the listing shows it
 * @param lastModified when it was written
 * @param changed whether it was done before and has changed since
 * @param alone whether no other object of the window could share a reference with it
 */
public record Item(String key, long size, Instant lastModified, boolean changed, boolean alone) {
  /** The oldest first: then the first becomes the reference of those that were made from it. */
  static final Comparator<Item> OLDEST_FIRST =
      Comparator.comparing(Item::lastModified).thenComparing(Item::key);

  static Item of(ListEntry entry, boolean changed) {
    return new Item(entry.key(), entry.size(), entry.lastModified(), changed, false);
  }

  Item withAlone(boolean other) {
    return new Item(key, size, lastModified, changed, other);
  }
}
