package io.deltaglider.core.multipart;

import io.deltaglider.core.metadata.StagedPart;
import io.deltaglider.core.model.Sha256;
import java.time.Instant;
import java.util.Objects;

/**
 * A part that lies ready.
 *
 * @param number which part
 * @param etag its ETag, without quotes: what completing must name
 * @param size its length in bytes
 * @param sha256 SHA-256 of its bytes
 * @param lastModified when it was sent, by the sender's clock
 */
public record UploadedPart(
    int number, String etag, long size, Sha256 sha256, Instant lastModified) {
  /** Checks that nothing is null. */
  public UploadedPart {
    Objects.requireNonNull(etag, "etag");
    Objects.requireNonNull(sha256, "sha256");
    Objects.requireNonNull(lastModified, "lastModified");
  }

  static UploadedPart of(int number, StagedPart part) {
    return new UploadedPart(number, part.md5(), part.size(), part.sha256(), part.createdAt());
  }

  /** Returns what names this part when its upload is completed. */
  public PartRef ref() {
    return new PartRef(number, etag);
  }
}
