package io.deltaglider.port.storage;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * One object in a listing.
 *
 * @param key its key
 * @param size its length in bytes
 * @param etag its ETag, without quotes
 * @param lastModified when it was written, by the store's clock
 * @param storageClass present if the store has {@link Capability#STORAGE_CLASS} and tells it here
 * @param head everything about it, present exactly with {@link Capability#METADATA_WITH_LISTING},
 *     but absent for an object that is damaged so that reading it fails with {@link
 *     StorageException.Kind#DAMAGED}: one such object does not hide the others. The rest is then
 *     what can still be told
 */
public record ListedObject(
    String key,
    long size,
    String etag,
    Instant lastModified,
    Optional<String> storageClass,
    Optional<ObjectHead> head) {
  /** Checks that nothing is null. */
  public ListedObject {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(etag, "etag");
    Objects.requireNonNull(lastModified, "lastModified");
    Objects.requireNonNull(storageClass, "storageClass");
    Objects.requireNonNull(head, "head");
  }

  /** Returns the entry for {@code head}, with it. */
  public static ListedObject of(ObjectHead head) {
    return new ListedObject(
        head.address().key(),
        head.size(),
        head.etag(),
        head.lastModified(),
        head.storageClass(),
        Optional.of(head));
  }
}
