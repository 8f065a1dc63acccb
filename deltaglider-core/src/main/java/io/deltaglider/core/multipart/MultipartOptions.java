package io.deltaglider.core.multipart;

import java.time.Duration;
import java.util.Objects;

/**
 * The limits of uploads in parts.
 *
 * @param minPartBytes every part but the last has at least so many bytes; at least 0
 * @param maxPartBytes no part has more bytes; at least {@code minPartBytes}
 * @param expiresAfter how long after its creation an upload can be used, completed again or not;
 *     positive, at most 10,000 days
 */
public record MultipartOptions(long minPartBytes, long maxPartBytes, Duration expiresAfter) {
  private static final Duration LONGEST = Duration.ofDays(10_000);

  /** S3's limits of 5 MiB and 5 GiB, and seven days. */
  public static final MultipartOptions DEFAULT =
      new MultipartOptions(5L << 20, 5L << 30, Duration.ofDays(7));

  /** Checks the limits. */
  public MultipartOptions {
    Objects.requireNonNull(expiresAfter, "expiresAfter");
    if (minPartBytes < 0 || maxPartBytes < minPartBytes) {
      throw new IllegalArgumentException(
          "bad sizes of parts: from " + minPartBytes + " to " + maxPartBytes);
    }
    if (expiresAfter.isNegative() || expiresAfter.isZero() || expiresAfter.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("bad time until uploads expire: " + expiresAfter);
    }
  }

  /** Returns a copy with another least size of a part. */
  public MultipartOptions withMinPartBytes(long bytes) {
    return new MultipartOptions(bytes, maxPartBytes, expiresAfter);
  }

  /** Returns a copy whose uploads can be used for another time. */
  public MultipartOptions withExpiresAfter(Duration time) {
    return new MultipartOptions(minPartBytes, maxPartBytes, time);
  }
}
