package io.deltaglider.wiring;

import io.deltaglider.core.DeltaGlider;
import io.deltaglider.port.storage.StoreHeaders;
import java.util.Objects;
import java.util.function.Function;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * What an open S3 store offers beside the glider.
 *
 * @param client the client that the store is reached with; the session's, unless the caller gave it
 * @param viewWith returns a glider on the same store that sends these headers with every request;
 *     the same one for the same headers, as long as not too many others are asked for
 * @param flush flushes those gliders; the session does when it is closed
 */
public record S3Access(
    S3Client client, Function<StoreHeaders, DeltaGlider> viewWith, Runnable flush) {
  /** Checks that nothing is null. */
  public S3Access {
    Objects.requireNonNull(client, "client");
    Objects.requireNonNull(viewWith, "viewWith");
    Objects.requireNonNull(flush, "flush");
  }
}
