package io.deltaglider.sdk.s3;

import io.deltaglider.core.DeltaGlider;
import io.deltaglider.port.storage.StoreHeaders;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * What a {@link DeltaGliderS3Client} works on.
 *
 * @param glider stores and reads objects
 * @param store the real client of the same store, if that is S3: calls that do not show or move an
 *     object's bytes go to it untouched. Absent on other stores, where those calls answer 501
 * @param viewWith returns a glider on the same store whose every call tells the store these
 *     headers, such as {@code x-amz-request-payer}; used only with a {@code store}
 * @param fetchMetadata whether listings show the content's sizes and ETags even where that costs a
 *     call for each delta; a request may say otherwise, see {@link
 *     DeltaGliderS3Client#FETCH_METADATA}
 * @param clock the wall clock
 * @param region what answers name as the region
 * @param close what closing the client does
 */
public record S3Backend(
    DeltaGlider glider,
    Optional<S3Client> store,
    Function<StoreHeaders, DeltaGlider> viewWith,
    boolean fetchMetadata,
    Clock clock,
    String region,
    Runnable close) {
  /** Checks that nothing is null. */
  public S3Backend {
    Objects.requireNonNull(glider, "glider");
    Objects.requireNonNull(store, "store");
    Objects.requireNonNull(viewWith, "viewWith");
    Objects.requireNonNull(clock, "clock");
    Objects.requireNonNull(region, "region");
    Objects.requireNonNull(close, "close");
  }
}
