package io.deltaglider.core.list;

import io.deltaglider.core.get.ObjectInfo;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * One object in a listing.
 *
 * @param key its key
 * @param size size of the content in bytes if {@code form} is present, else of the stored form
 * @param etag the content's ETag if {@code form} is present, else that of the stored form
 * @param lastModified when it was written, by the store's clock
 * @param storageClass the store's storage class, if it has such and tells it
 * @param storedSize size of the stored body in bytes
 * @param form how it is stored: present with {@code info}, and for what is too small to be a delta
 * @param info everything about it, if the store gave it with the listing or it was asked for;
 *     absent for an object whose metadata is damaged
 */
public record ListEntry(
    String key,
    long size,
    String etag,
    Instant lastModified,
    Optional<String> storageClass,
    long storedSize,
    Optional<ObjectInfo.Form> form,
    Optional<ObjectInfo> info) {
  /** Checks that nothing is null. */
  public ListEntry {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(etag, "etag");
    Objects.requireNonNull(lastModified, "lastModified");
    Objects.requireNonNull(storageClass, "storageClass");
    Objects.requireNonNull(form, "form");
    Objects.requireNonNull(info, "info");
  }
}
