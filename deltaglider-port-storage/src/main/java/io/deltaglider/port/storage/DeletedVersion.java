package io.deltaglider.port.storage;

import java.util.Objects;
import java.util.Optional;

/**
 * What a delete did.
 *
 * @param versionId the version that was removed for good, or the delete marker that was made;
 *     absent if the store keeps no versions
 * @param deleteMarker whether {@code versionId} names a delete marker
 */
public record DeletedVersion(Optional<String> versionId, boolean deleteMarker) {
  /** The object is gone, and the store keeps no versions. */
  public static final DeletedVersion GONE = new DeletedVersion(Optional.empty(), false);

  /** Checks that nothing is null. */
  public DeletedVersion {
    Objects.requireNonNull(versionId, "versionId");
  }
}
