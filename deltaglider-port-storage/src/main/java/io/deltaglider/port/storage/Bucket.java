package io.deltaglider.port.storage;

import java.time.Instant;
import java.util.Objects;

/**
 * A bucket in a listing.
 *
 * @param name see {@link BucketName#check}
 * @param createdAt when it was created, by the store's clock
 */
public record Bucket(String name, Instant createdAt) {
  /** Checks the name. */
  public Bucket {
    BucketName.check(name);
    Objects.requireNonNull(createdAt, "createdAt");
  }
}
