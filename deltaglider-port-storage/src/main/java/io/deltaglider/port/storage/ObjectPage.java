package io.deltaglider.port.storage;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One page of a listing.
 *
 * @param objects in the order of their keys' bytes of UTF-8, ascending, none twice
 * @param commonPrefixes in the same order, none twice
 * @param nextPageToken present if and only if more entries follow
 */
public record ObjectPage(
    List<ListedObject> objects, List<String> commonPrefixes, Optional<String> nextPageToken) {
  /** Copies the lists. */
  public ObjectPage {
    objects = List.copyOf(objects);
    commonPrefixes = List.copyOf(commonPrefixes);
    Objects.requireNonNull(nextPageToken, "nextPageToken");
  }
}
