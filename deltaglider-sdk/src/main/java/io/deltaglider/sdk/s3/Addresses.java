package io.deltaglider.sdk.s3;

import io.deltaglider.core.layout.BucketLayout;
import io.deltaglider.port.storage.BucketName;
import io.deltaglider.port.storage.ObjectAddress;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.exception.SdkClientException;

/** The buckets and objects that requests name, checked. */
final class Addresses {
  private Addresses() {}

  /** Returns the object that the fields Bucket and Key name. */
  static ObjectAddress of(SdkPojo request) {
    return of(required(request, "Bucket"), required(request, "Key"));
  }

  /**
   * Returns an object's address.
   *
   * @throws io.deltaglider.core.layout.ReservedKeyException if the key is internal
   */
  static ObjectAddress of(String bucket, String key) {
    checkBucket(bucket);
    if (key.getBytes(StandardCharsets.UTF_8).length > ObjectAddress.MAX_KEY_BYTES) {
      throw S3Errors.error(400, "KeyTooLongError", "Your key is too long");
    }
    return BucketLayout.checkUserAddress(new ObjectAddress(bucket, key));
  }

  /** Returns the bucket that the field Bucket names. */
  static String bucket(SdkPojo request) {
    return checkBucket(required(request, "Bucket"));
  }

  static String required(SdkPojo request, String member) {
    return Fields.text(request, member)
        .orElseThrow(
            () -> SdkClientException.create("Parameter '" + member + "' must not be null"));
  }

  private static String checkBucket(String bucket) {
    try {
      return BucketName.check(bucket);
    } catch (IllegalArgumentException e) {
      throw S3Errors.error(400, "InvalidBucketName", String.valueOf(e.getMessage()), e);
    }
  }
}
