package io.deltaglider.core.get;

import io.deltaglider.core.layout.BucketLayout;
import io.deltaglider.port.storage.ByteRange;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.ReadOptions;
import io.deltaglider.port.storage.StoreHeaders;
import java.util.Objects;
import java.util.Optional;

/**
 * What to read.
 *
 * @param address which object
 * @param range which part of its content; absent for all of it
 * @param conditions what must hold
 * @param versionId which version, on stores that keep them; absent for the current one
 * @param storeHeaders what the store must be told to read it
 */
public record GetRequest(
    ObjectAddress address,
    Optional<ByteRange> range,
    ReadConditions conditions,
    Optional<String> versionId,
    StoreHeaders storeHeaders) {
  /**
   * Checks the address.
   *
   * @throws io.deltaglider.core.layout.ReservedKeyException if the key is internal
   */
  public GetRequest {
    BucketLayout.checkUserAddress(address);
    Objects.requireNonNull(range, "range");
    Objects.requireNonNull(conditions, "conditions");
    Objects.requireNonNull(versionId, "versionId");
    Objects.requireNonNull(storeHeaders, "storeHeaders");
  }

  /** Returns the request for all of an object's content. */
  public static GetRequest of(ObjectAddress address) {
    return new GetRequest(
        address, Optional.empty(), ReadConditions.NONE, Optional.empty(), StoreHeaders.NONE);
  }

  /** Returns a copy that reads only a part. */
  public GetRequest withRange(ByteRange part) {
    return new GetRequest(address, Optional.of(part), conditions, versionId, storeHeaders);
  }

  /** Returns a copy that fails unless the object has this ETag. */
  public GetRequest withIfMatch(String etag) {
    return withConditions(ReadConditions.ifMatch(etag));
  }

  /** Returns a copy with other conditions. */
  public GetRequest withConditions(ReadConditions other) {
    return new GetRequest(address, range, other, versionId, storeHeaders);
  }

  /** Returns a copy that reads this version. */
  public GetRequest withVersionId(String id) {
    return new GetRequest(address, range, conditions, Optional.of(id), storeHeaders);
  }

  /** Returns a copy that tells the store these headers. */
  public GetRequest withStoreHeaders(StoreHeaders headers) {
    return new GetRequest(address, range, conditions, versionId, headers);
  }

  /** Returns how the stored form is read: all of it, whatever it is. */
  public ReadOptions readOptions() {
    return new ReadOptions(Optional.empty(), Optional.empty(), versionId, storeHeaders);
  }
}
