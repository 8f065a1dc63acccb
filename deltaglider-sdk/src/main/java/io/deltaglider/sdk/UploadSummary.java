package io.deltaglider.sdk;

import io.deltaglider.core.model.Sha256;
import io.deltaglider.core.put.PutOutcome;
import java.util.Objects;
import java.util.Optional;

/**
 * How an object was stored.
 *
 * @param operation as what: a first of its kind, a delta, or as it came
 * @param bucket where
 * @param key where in the bucket
 * @param originalSize size of the content in bytes
 * @param storedSize how many bytes the store grew by: the object's, and a new reference's
 * @param etag as reading it answers, without quotes
 * @param sha256 of the content, in hex
 * @param reference SHA-256 of the reference that the object needs, in hex, if it is a delta
 * @param reason why an object that may be a delta was stored as it came
 */
public record UploadSummary(
    PutOutcome.Form operation,
    String bucket,
    String key,
    long originalSize,
    long storedSize,
    String etag,
    String sha256,
    Optional<String> reference,
    Optional<String> reason) {
  /** Checks that nothing is null. */
  public UploadSummary {
    Objects.requireNonNull(operation, "operation");
    Objects.requireNonNull(bucket, "bucket");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(etag, "etag");
    Objects.requireNonNull(sha256, "sha256");
    Objects.requireNonNull(reference, "reference");
    Objects.requireNonNull(reason, "reason");
  }

  static UploadSummary of(PutOutcome outcome) {
    return new UploadSummary(
        outcome.form(),
        outcome.address().bucket(),
        outcome.address().key(),
        outcome.size(),
        outcome.storedSize(),
        outcome.etag(),
        outcome.sha256().hex(),
        outcome.reference().map(Sha256::hex),
        outcome.reason());
  }

  /** Returns whether the object is stored as a delta, be it of its own content. */
  public boolean isDelta() {
    return operation != PutOutcome.Form.PASSTHROUGH;
  }

  /**
   * Returns how much smaller the stored form is than the content, in percent; negative if it is
   * larger, 0 for an empty content.
   */
  public double savingsPercent() {
    return originalSize == 0 ? 0 : 100.0 * (originalSize - storedSize) / originalSize;
  }
}
