package io.deltaglider.core.format;

/**
 * A bucket's format document is missing although it must be there, cannot be understood, or is of a
 * newer version. Nothing is written to such a bucket.
 */
public final class DamagedFormatException extends RuntimeException {
  private final String bucket;

  DamagedFormatException(String bucket, String reason) {
    super("bucket '" + bucket + "': " + reason);
    this.bucket = bucket;
  }

  DamagedFormatException(String bucket, String reason, Throwable cause) {
    super("bucket '" + bucket + "': " + reason, cause);
    this.bucket = bucket;
  }

  /** Returns the bucket. */
  public String bucket() {
    return bucket;
  }
}
