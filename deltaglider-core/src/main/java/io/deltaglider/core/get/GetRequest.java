package io.deltaglider.core.get;

import io.deltaglider.core.layout.BucketLayout;
import io.deltaglider.port.storage.ByteRange;
import io.deltaglider.port.storage.ObjectAddress;
import java.util.Objects;
import java.util.Optional;

/**
 * What to read.
 *
 * @param address which object
 * @param range which part of its content; absent for all of it
 * @param ifMatch the ETag it must have, the content's or that of the stored form; absent for any
 */
public record GetRequest(
    ObjectAddress address, Optional<ByteRange> range, Optional<String> ifMatch) {
  /**
   * Checks the address.
   *
   * @throws io.deltaglider.core.layout.ReservedKeyException if the key is internal
   */
  public GetRequest {
    BucketLayout.checkUserAddress(address);
    Objects.requireNonNull(range, "range");
    Objects.requireNonNull(ifMatch, "ifMatch");
  }

  /** Returns the request for all of an object's content. */
  public static GetRequest of(ObjectAddress address) {
    return new GetRequest(address, Optional.empty(), Optional.empty());
  }

  /** Returns a copy that reads only a part. */
  public GetRequest withRange(ByteRange part) {
    return new GetRequest(address, Optional.of(part), ifMatch);
  }

  /** Returns a copy that fails unless the object has this ETag. */
  public GetRequest withIfMatch(String etag) {
    return new GetRequest(address, range, Optional.of(etag));
  }
}
