package io.deltaglider.wiring;

import io.deltaglider.port.storage.StorageException;

/**
 * The access control lists of buckets, on a store that has such. Every failure is a {@link
 * StorageException}. Thread-safe.
 */
public interface BucketAcls {
  /** Returns a bucket's list. */
  BucketAcl.Present get(String bucket);

  /** Replaces a bucket's list. */
  void put(String bucket, BucketAcl acl);
}
