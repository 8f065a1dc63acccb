package io.deltaglider.port.storage;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One page of a listing of versions.
 *
 * @param versions in the order of their keys' bytes of UTF-8; of one key the newest first
 * @param nextPageToken present if and only if more versions follow
 */
public record VersionPage(List<ObjectVersion> versions, Optional<String> nextPageToken) {
  /** Copies the list. */
  public VersionPage {
    versions = List.copyOf(versions);
    Objects.requireNonNull(nextPageToken, "nextPageToken");
  }
}
