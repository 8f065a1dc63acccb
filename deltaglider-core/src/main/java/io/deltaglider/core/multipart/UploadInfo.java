package io.deltaglider.core.multipart;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What is known about an upload that is not completed.
 *
 * @param key the object's key
 * @param uploadId names the upload
 * @param initiated when it began, by that process's clock
 * @param storageClass the storage class that the object will have, if the user gave one
 */
public record UploadInfo(
    String key, String uploadId, Instant initiated, Optional<String> storageClass) {
  /** Checks that nothing is null. */
  public UploadInfo {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(uploadId, "uploadId");
    Objects.requireNonNull(initiated, "initiated");
    Objects.requireNonNull(storageClass, "storageClass");
  }
}
