package io.deltaglider.sdk.s3;

import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ServiceClientConfiguration;
import software.amazon.awssdk.services.s3.S3Utilities;

/** Stands where the real client would be on a store that is not S3. It makes no call. */
final class StorelessS3Client implements S3Client {
  private final Region region;

  StorelessS3Client(String region) {
    this.region = Region.of(region);
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public S3ServiceClientConfiguration serviceClientConfiguration() {
    return S3ServiceClientConfiguration.builder().region(region).build();
  }

  @Override
  public S3Utilities utilities() {
    return S3Utilities.builder().region(region).build();
  }

  @Override
  public void close() {}
}
