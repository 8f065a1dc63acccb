package io.deltaglider.port.storage;

import java.util.Objects;
import java.util.Optional;

/**
 * Which form and part of an object to read.
 *
 * @param range absent for all bytes
 * @param ifMatch the ETag that the object must have, without quotes; absent for any
 * @param versionId needs {@link Capability#VERSIONS} unless absent; absent for the current version
 * @param storeHeaders needs {@link Capability#STORE_HEADERS} unless empty
 */
public record ReadOptions(
    Optional<ByteRange> range,
    Optional<String> ifMatch,
    Optional<String> versionId,
    StoreHeaders storeHeaders) {
  /** The whole current object, whatever it is. */
  public static final ReadOptions WHOLE =
      new ReadOptions(Optional.empty(), Optional.empty(), Optional.empty(), StoreHeaders.NONE);

  /** Checks that nothing is null. */
  public ReadOptions {
    Objects.requireNonNull(range, "range");
    Objects.requireNonNull(ifMatch, "ifMatch");
    Objects.requireNonNull(versionId, "versionId");
    Objects.requireNonNull(storeHeaders, "storeHeaders");
  }

  /** Returns a copy that reads only {@code part}. */
  public ReadOptions withRange(ByteRange part) {
    return new ReadOptions(Optional.of(part), ifMatch, versionId, storeHeaders);
  }

  /** Returns a copy that fails unless the object has this ETag. */
  public ReadOptions withIfMatch(String etag) {
    return new ReadOptions(range, Optional.of(etag), versionId, storeHeaders);
  }

  /** Returns a copy that reads this version. */
  public ReadOptions withVersionId(String version) {
    return new ReadOptions(range, ifMatch, Optional.of(version), storeHeaders);
  }

  /** Returns a copy that sends these headers to the store. */
  public ReadOptions withStoreHeaders(StoreHeaders headers) {
    return new ReadOptions(range, ifMatch, versionId, headers);
  }
}
