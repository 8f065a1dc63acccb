package io.deltaglider.core.multipart;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One page of uploads that are not completed.
 *
 * @param uploads in the order of their keys' bytes of UTF-8, those of one key in the order in which
 *     they began
 * @param commonPrefixes in the order of their bytes, none twice
 * @param next present if and only if more follow
 */
public record UploadPage(
    List<UploadInfo> uploads, List<String> commonPrefixes, Optional<UploadMarker> next) {
  /** Copies the lists. */
  public UploadPage {
    uploads = List.copyOf(uploads);
    commonPrefixes = List.copyOf(commonPrefixes);
    Objects.requireNonNull(next, "next");
  }
}
