package io.deltaglider.adapter.s3;

import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import io.deltaglider.port.storage.StoreHeaders;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The client and what every call of it has in common.
 *
 * @param client does the work; thread-safe
 * @param headers sent with every request
 */
record S3Calls(S3Client client, StoreHeaders headers) {
  /** Makes a call about an object; 404 without a code means that the object is missing. */
  <T> T onObject(String action, Object address, Supplier<T> call) {
    return run(action, address, Kind.NO_SUCH_KEY, call);
  }

  /** Makes a call about a bucket; 404 without a code means that the bucket is missing. */
  <T> T onBucket(String action, String bucket, Supplier<T> call) {
    return run(action, bucket, Kind.NO_SUCH_BUCKET, call);
  }

  private static <T> T run(String action, Object address, Kind missing, Supplier<T> call) {
    try {
      return call.get();
    } catch (SdkException e) {
      throw S3Exceptions.translate(e, action, address, missing);
    }
  }

  AwsRequestOverrideConfiguration override() {
    return override(Map.of());
  }

  AwsRequestOverrideConfiguration override(StoreHeaders more) {
    return override(more.entries());
  }

  AwsRequestOverrideConfiguration override(Map<String, String> more) {
    return builder(more).build();
  }

  /** For requests that S3 takes only with a checksum: {@link Md5Checksum}. */
  AwsRequestOverrideConfiguration overrideWithMd5() {
    return builder(Map.of()).addPlugin(Md5Checksum.INSTANCE).build();
  }

  private AwsRequestOverrideConfiguration.Builder builder(Map<String, String> more) {
    AwsRequestOverrideConfiguration.Builder builder = AwsRequestOverrideConfiguration.builder();
    headers.entries().forEach(builder::putHeader);
    more.forEach(builder::putHeader);
    return builder;
  }

  /** Returns the failure again, naming also what the caller was about. */
  static StorageException renamed(StorageException e, String action, Object address) {
    return new StorageException(e.kind(), action + " " + address + ": " + e.getMessage(), e);
  }
}
