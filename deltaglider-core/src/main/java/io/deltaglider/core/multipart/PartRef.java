package io.deltaglider.core.multipart;

import java.util.Objects;

/**
 * Names a part that an upload shall be completed with.
 *
 * @param number which part
 * @param etag the ETag that it must have, without quotes
 */
public record PartRef(int number, String etag) {
  /** Checks that nothing is null. */
  public PartRef {
    Objects.requireNonNull(etag, "etag");
  }
}
