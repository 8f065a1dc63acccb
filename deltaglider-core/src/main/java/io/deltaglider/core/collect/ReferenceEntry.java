package io.deltaglider.core.collect;

import io.deltaglider.core.model.Sha256;
import io.deltaglider.core.time.Moment;
import java.util.OptionalLong;

/**
 * A reference and its marker, as a listing showed them.
 *
 * @param content what names it
 * @param stored the reference's size; absent if only the marker is there
 * @param marked whether the marker is there
 * @param look when the listing began
 */
record ReferenceEntry(Sha256 content, OptionalLong stored, boolean marked, Moment look) {
  boolean isThere() {
    return stored.isPresent();
  }

  long size() {
    return stored.orElse(0);
  }
}
