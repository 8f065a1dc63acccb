package io.deltaglider.core.list;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One page of a listing, without anything internal.
 *
 * @param entries in the order of their keys' bytes of UTF-8, ascending, none twice
 * @param commonPrefixes in the same order, none twice
 * @param nextPageToken present if and only if more follow, and the page was not asked to be empty
 */
public record Listing(
    List<ListEntry> entries, List<String> commonPrefixes, Optional<String> nextPageToken) {
  /** Copies the lists. */
  public Listing {
    entries = List.copyOf(entries);
    commonPrefixes = List.copyOf(commonPrefixes);
    Objects.requireNonNull(nextPageToken, "nextPageToken");
  }
}
