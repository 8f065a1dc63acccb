package io.deltaglider.sdk.s3;

import io.deltaglider.port.storage.BucketName;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.CreateBucketResponse;
import software.amazon.awssdk.services.s3.model.DeleteBucketRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketResponse;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.HeadBucketResponse;
import software.amazon.awssdk.services.s3.model.ListBucketsRequest;
import software.amazon.awssdk.services.s3.model.ListBucketsResponse;

/**
 * Creates, finds and deletes buckets. All but deleting is the same with and without DeltaGlider, so
 * on S3 the real client does it, with everything S3 knows about buckets.
 */
final class BucketCalls {
  private static final Map<String, List<String>> NO_HEADERS = Map.of();
  private static final int MAX_BUCKETS = 10_000;

  private final Calls calls;

  BucketCalls(Calls calls) {
    this.calls = calls;
  }

  CreateBucketResponse create(CreateBucketRequest request) {
    if (calls.backend().store().isPresent()) {
      return calls.backend().store().get().createBucket(request);
    }
    return calls.serve(
        request,
        glider -> {
          String bucket = Addresses.bucket(request);
          checkRegion(request);
          glider.createBucket(bucket);
          CreateBucketResponse.Builder response =
              CreateBucketResponse.builder().location("/" + bucket);
          Answer.complete(response, 200, NO_HEADERS);
          return response.build();
        });
  }

  private void checkRegion(CreateBucketRequest request) {
    if (request.createBucketConfiguration() != null) {
      Fields.text(request.createBucketConfiguration(), "LocationConstraint")
          .filter(region -> !region.equals(calls.backend().region()))
          .ifPresent(
              region -> {
                throw S3Errors.error(
                    400,
                    "IllegalLocationConstraintException",
                    "There are no buckets in " + region + ", only in " + calls.backend().region());
              });
    }
  }

  HeadBucketResponse head(HeadBucketRequest request) {
    if (calls.backend().store().isPresent()) {
      return calls.backend().store().get().headBucket(request);
    }
    return calls.serve(
        request,
        glider -> {
          String bucket = Addresses.bucket(request);
          if (!glider.bucketExists(bucket)) {
            throw new StorageException(
                Kind.NO_SUCH_BUCKET, "head " + bucket + ": there is no such bucket");
          }
          HeadBucketResponse.Builder response =
              HeadBucketResponse.builder().bucketRegion(calls.backend().region());
          Answer.complete(response, 200, NO_HEADERS);
          return response.build();
        });
  }

  DeleteBucketResponse delete(DeleteBucketRequest request) {
    return calls.serve(
        request,
        glider -> {
          glider.deleteBucket(Addresses.bucket(request));
          DeleteBucketResponse.Builder response = DeleteBucketResponse.builder();
          Answer.complete(response, 204, NO_HEADERS);
          return response.build();
        });
  }

  ListBucketsResponse list(ListBucketsRequest request) {
    if (calls.backend().store().isPresent()) {
      return calls.backend().store().get().listBuckets(request);
    }
    return calls.serve(
        request,
        glider -> {
          int wanted = Optional.ofNullable(request.maxBuckets()).orElse(MAX_BUCKETS);
          if (wanted < 1 || wanted > MAX_BUCKETS) {
            throw S3Errors.invalidArgument("Argument max-buckets must be from 1 to " + MAX_BUCKETS);
          }
          String after =
              Optional.ofNullable(request.continuationToken()).map(BucketCalls::decode).orElse("");
          String prefix = Optional.ofNullable(request.prefix()).orElse("");
          String region = calls.backend().region();
          boolean here = Optional.ofNullable(request.bucketRegion()).orElse(region).equals(region);
          List<Bucket> buckets =
              glider.listBuckets().stream()
                  .filter(bucket -> here && bucket.name().startsWith(prefix))
                  .filter(bucket -> bucket.name().compareTo(after) > 0)
                  .map(BucketCalls::bucket)
                  .toList();
          List<Bucket> page = buckets.subList(0, Math.min(wanted, buckets.size()));
          ListBucketsResponse.Builder response =
              ListBucketsResponse.builder().buckets(page).prefix(request.prefix());
          if (page.size() < buckets.size()) {
            response.continuationToken(encode(page.get(page.size() - 1).name()));
          }
          Answer.complete(response, 200, NO_HEADERS);
          return response.build();
        });
  }

  private static Bucket bucket(io.deltaglider.port.storage.Bucket bucket) {
    return Bucket.builder().name(bucket.name()).creationDate(bucket.createdAt()).build();
  }

  private static String encode(String name) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(name.getBytes(StandardCharsets.UTF_8));
  }

  private static String decode(String token) {
    try {
      return BucketName.check(
          new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw S3Errors.error(
          400, "InvalidArgument", "The continuation token provided is incorrect", e);
    }
  }
}
