package io.deltaglider.adapter.s3;

import io.deltaglider.port.storage.Bucket;
import io.deltaglider.port.storage.BucketName;
import io.deltaglider.port.storage.KeyOrder;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketRequest;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.ListBucketsRequest;
import software.amazon.awssdk.services.s3.model.ListBucketsResponse;

/** Creates, deletes and lists buckets. Thread-safe. */
final class S3Buckets {
  private final S3Calls calls;

  S3Buckets(S3Calls calls) {
    this.calls = calls;
  }

  /** Creates a bucket in the client's region; the SDK names it to S3. */
  void create(String bucket) {
    // In us-east-1 S3 answers 200 to whoever owns the bucket already.
    if (existsOrIsForeign(bucket)) {
      throw new StorageException(
          Kind.BUCKET_ALREADY_EXISTS, "create bucket " + bucket + ": there is one");
    }
    CreateBucketRequest request =
        CreateBucketRequest.builder()
            .bucket(bucket)
            .overrideConfiguration(calls.override())
            .build();
    try {
      calls.onBucket("create bucket", bucket, () -> calls.client().createBucket(request));
    } catch (IllegalArgumentException e) {
      // The SDK knows names that S3 refuses and the port does not.
      throw new StorageException(
          Kind.REJECTED, "create bucket " + bucket + ": " + e.getMessage(), e);
    }
  }

  private boolean existsOrIsForeign(String bucket) {
    try {
      return exists(bucket);
    } catch (StorageException e) {
      if (e.kind() == Kind.ACCESS_DENIED) {
        return false; // creating it will tell
      }
      throw e;
    }
  }

  void delete(String bucket) {
    DeleteBucketRequest request =
        DeleteBucketRequest.builder()
            .bucket(bucket)
            .overrideConfiguration(calls.override())
            .build();
    calls.onBucket("delete bucket", bucket, () -> calls.client().deleteBucket(request));
  }

  boolean exists(String bucket) {
    HeadBucketRequest request =
        HeadBucketRequest.builder().bucket(bucket).overrideConfiguration(calls.override()).build();
    try {
      calls.onBucket("look for bucket", bucket, () -> calls.client().headBucket(request));
      return true;
    } catch (StorageException e) {
      if (e.kind() == Kind.NO_SUCH_BUCKET) {
        return false;
      }
      throw e;
    }
  }

  /** Lists all buckets but those of old times whose names the port cannot say. */
  List<Bucket> list() {
    List<Bucket> buckets = new ArrayList<>();
    String token = null;
    do {
      ListBucketsRequest request =
          ListBucketsRequest.builder()
              .continuationToken(token)
              .overrideConfiguration(calls.override())
              .build();
      ListBucketsResponse page =
          calls.onBucket("list", "buckets", () -> calls.client().listBuckets(request));
      page.buckets().stream()
          .filter(bucket -> isLegal(bucket.name()))
          .forEach(bucket -> buckets.add(new Bucket(bucket.name(), bucket.creationDate())));
      token = page.continuationToken();
    } while (token != null && !token.isEmpty());
    buckets.sort(Comparator.comparing(Bucket::name, KeyOrder.UTF_8));
    return buckets;
  }

  private static boolean isLegal(String name) {
    try {
      BucketName.check(name);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
