package io.deltaglider.sdk;

import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import io.deltaglider.sdk.s3.DeltaGliderS3Client;
import io.deltaglider.sdk.s3.S3Backend;
import io.deltaglider.wiring.DeltaGliderSession;
import io.deltaglider.wiring.S3Access;
import io.deltaglider.wiring.StoreUrl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A store that a client works on, and that ends with it.
 *
 * @param session the store
 * @param url which store
 * @param clock the wall clock
 * @param region what answers name as the region, on stores that are not S3
 * @param fetchMetadata whether listings show the content's sizes whatever that costs
 */
record OpenStore(
    DeltaGliderSession session, StoreUrl url, Clock clock, String region, boolean fetchMetadata) {
  S3Client s3Client() {
    return DeltaGliderS3Client.create(
        new S3Backend(
            session.deltaGlider(),
            session.s3().map(S3Access::client),
            session.s3().map(S3Access::viewWith).orElse(headers -> session.deltaGlider()),
            fetchMetadata,
            clock,
            session
                .s3()
                .map(s3 -> s3.client().serviceClientConfiguration().region().id())
                .orElse(region),
            this::close));
  }

  /**
   * Returns what there is beside the glider on S3.
   *
   * @throws StorageException with {@code NOT_SUPPORTED} on other stores
   */
  S3Access requireS3(String action) {
    return session
        .s3()
        .orElseThrow(
            () ->
                new StorageException(
                    Kind.NOT_SUPPORTED,
                    action + ": only S3 can sign URLs, and the store is " + url));
  }

  void close() {
    try {
      session.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
