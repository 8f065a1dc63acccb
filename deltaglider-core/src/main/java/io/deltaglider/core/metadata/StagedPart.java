package io.deltaglider.core.metadata;

import io.deltaglider.core.model.Sha256;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * What the metadata of a staged part says about it.
 *
 * @param size its length in bytes
 * @param md5 MD5 of its bytes in lower-case hex: its ETag
 * @param sha256 SHA-256 of its bytes
 * @param createdAt when it was sent, by the writer's clock, in whole microseconds
 */
public record StagedPart(long size, String md5, Sha256 sha256, Instant createdAt) {
  /** Checks that nothing is null, and cuts the time to microseconds. */
  public StagedPart {
    Objects.requireNonNull(md5, "md5");
    Objects.requireNonNull(sha256, "sha256");
    createdAt = createdAt.truncatedTo(ChronoUnit.MICROS);
  }
}
