package io.deltaglider.core.multipart;

import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * One page of an upload's parts.
 *
 * @param upload the upload
 * @param parts in the order of their numbers
 * @param nextAfterNumber present if and only if more parts follow: where the next page begins
 */
public record PartPage(UploadInfo upload, List<UploadedPart> parts, OptionalInt nextAfterNumber) {
  /** Copies the list. */
  public PartPage {
    Objects.requireNonNull(upload, "upload");
    Objects.requireNonNull(nextAfterNumber, "nextAfterNumber");
    parts = List.copyOf(parts);
  }
}
