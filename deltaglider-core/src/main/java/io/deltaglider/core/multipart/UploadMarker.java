package io.deltaglider.core.multipart;

import java.util.Objects;
import java.util.Optional;

/**
 * Where a page of uploads ended.
 *
 * @param key the last key, or common prefix
 * @param uploadId the last upload; absent for a common prefix
 */
public record UploadMarker(String key, Optional<String> uploadId) {
  /** Checks that nothing is null. */
  public UploadMarker {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(uploadId, "uploadId");
  }
}
