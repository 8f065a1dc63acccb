package io.deltaglider.sdk;

import io.deltaglider.core.get.ObjectInfo;
import java.util.Objects;

/**
 * What was fetched. Its bytes have been compared with the SHA-256 that was recorded when it was
 * put, if one was.
 *
 * @param info what is known about the object
 * @param bytes how many bytes were written
 */
public record DownloadSummary(ObjectInfo info, long bytes) {
  /** Checks that nothing is null. */
  public DownloadSummary {
    Objects.requireNonNull(info, "info");
  }
}
