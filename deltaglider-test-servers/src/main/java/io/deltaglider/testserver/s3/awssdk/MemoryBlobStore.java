package io.deltaglider.testserver.s3.awssdk;

import static io.deltaglider.testserver.s3.awssdk.StoredBlob.NO_VERSION;

import java.io.InputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.S3Exceptions;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.BucketCannedACL;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.CreateBucketResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.DeletedObject;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningRequest;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.HeadBucketResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListBucketsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.PutBucketVersioningRequest;
import software.amazon.awssdk.services.s3.model.PutBucketVersioningResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;
import software.amazon.awssdk.services.s3.model.UploadPartCopyResponse;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * Buckets in the heap that behave as S3's do: any key is as good as another, conditions are decided
 * together with the write, and versions are kept where a bucket is told to. Thread-safe.
 */
public final class MemoryBlobStore implements BlobStore {
  private final TreeMap<String, MemoryBucket> buckets = new TreeMap<>();
  private final AtomicLong ids = new AtomicLong();
  private final MultipartUploads uploads = new MultipartUploads(this);
  private BucketVersioningStatus versioningOfNewBuckets = BucketVersioningStatus.SUSPENDED;

  /** Deletes everything, and says whether buckets created from now on keep versions. */
  public synchronized void reset(boolean keepVersions) {
    buckets.clear();
    versioningOfNewBuckets =
        keepVersions ? BucketVersioningStatus.ENABLED : BucketVersioningStatus.SUSPENDED;
  }

  /** Returns the lifecycle configuration as it was put; empty if there is none. */
  public synchronized Optional<byte[]> lifecycle(String bucket) {
    return Optional.ofNullable(bucket(bucket).lifecycle);
  }

  /** Replaces the lifecycle configuration, or removes it. */
  public synchronized void setLifecycle(String bucket, byte @Nullable [] document) {
    bucket(bucket).lifecycle = document;
  }

  /** Returns the tags of an object, of the current version unless one is named. */
  public synchronized Map<String, String> tags(
      String bucket, String key, @Nullable String versionId) {
    return bucket(bucket).get(key, versionId).tags();
  }

  /** S3 tells times in whole seconds. */
  static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS);
  }

  MemoryBucket bucket(String name) {
    MemoryBucket bucket = buckets.get(name);
    if (bucket == null) {
      throw S3Exceptions.noSuchBucket(name, "no such bucket");
    }
    return bucket;
  }

  /** Returns an id that was not given before. */
  String newId(String kind) {
    return kind + Long.toHexString(ids.incrementAndGet());
  }

  private String newVersionId(MemoryBucket bucket) {
    return bucket.keepsVersions() ? newId("v") : NO_VERSION;
  }

  /** Makes a new version current; returns what HEAD answers for it. */
  HeadObjectResponse store(
      MemoryBucket bucket,
      String key,
      byte[] bytes,
      String etag,
      HeadObjectResponse.Builder head,
      Map<String, String> extras,
      Map<String, String> tags) {
    String versionId = newVersionId(bucket);
    HeadObjectResponse whole =
        head.contentLength((long) bytes.length)
            .eTag(etag)
            .lastModified(now())
            .versionId(bucket.keepsVersions() ? versionId : null)
            .build();
    bucket.add(key, new StoredBlob(versionId, false, bytes, whole, extras, tags));
    return whole;
  }

  @Override
  public synchronized ListBucketsResponse list() {
    List<Bucket> all = new ArrayList<>();
    for (MemoryBucket bucket : buckets.values()) {
      all.add(Bucket.builder().name(bucket.name).creationDate(bucket.createdAt).build());
    }
    return ListBucketsResponse.builder().buckets(all).build();
  }

  @Override
  public synchronized ListObjectsV2Response list(ListObjectsV2Request request) {
    return Listings.objects(bucket(request.bucket()), request);
  }

  @Override
  public synchronized ListObjectVersionsResponse listVersions(ListObjectVersionsRequest request) {
    return Listings.versions(bucket(request.bucket()), request);
  }

  @Override
  public synchronized HeadBucketResponse headBucket(HeadBucketRequest request) {
    bucket(request.bucket());
    return HeadBucketResponse.builder().build();
  }

  @Override
  public synchronized CreateBucketResponse createContainer(CreateBucketRequest request) {
    MemoryBucket fresh = new MemoryBucket(request.bucket(), now(), versioningOfNewBuckets);
    if (buckets.putIfAbsent(request.bucket(), fresh) != null) {
      throw S3Exceptions.bucketAlreadyOwnedByYou(request.bucket());
    }
    return CreateBucketResponse.builder().build();
  }

  @Override
  public synchronized void deleteBucket(String name) {
    if (!bucket(name).keys.isEmpty()) {
      throw S3Exceptions.bucketNotEmpty(name);
    }
    buckets.remove(name);
  }

  @Override
  public synchronized BucketCannedACL getContainerAccess(String container) {
    bucket(container);
    return BucketCannedACL.PRIVATE;
  }

  @Override
  public synchronized void setContainerAccess(String container, BucketCannedACL access) {
    bucket(container);
    if (access != BucketCannedACL.PRIVATE) { // which every bucket is
      throw new UnsupportedOperationException("access control lists");
    }
  }

  @Override
  public PutObjectResponse putBlob(PutObjectRequest request, InputStream payload) {
    byte[] bytes = NewBlob.body(payload, request.contentLength(), request.contentMD5());
    synchronized (this) {
      MemoryBucket bucket = bucket(request.bucket());
      String key = request.key();
      StoreErrors.checkWrite(
          bucket.name, key, bucket.current(key), request.ifMatch(), request.ifNoneMatch());
      HeadObjectResponse head =
          store(
              bucket,
              key,
              bytes,
              NewBlob.etag(bytes),
              NewBlob.head(request),
              NewBlob.extras(),
              NewBlob.tags());
      return PutObjectResponse.builder()
          .eTag(head.eTag())
          .versionId(head.versionId())
          .serverSideEncryption(head.serverSideEncryption())
          .sseCustomerAlgorithm(head.sseCustomerAlgorithm())
          .sseCustomerKeyMD5(head.sseCustomerKeyMD5())
          .build();
    }
  }

  @Override
  public synchronized CopyObjectResponse copyBlob(CopyObjectRequest request) {
    StoredBlob source =
        bucket(request.sourceBucket()).get(request.sourceKey(), request.sourceVersionId());
    StoreErrors.checkRead(
        source, request.copySourceIfMatch(), request.copySourceIfNoneMatch(), 412);
    MemoryBucket target = bucket(request.destinationBucket());
    String key = request.destinationKey();
    StoreErrors.checkWrite(
        target.name,
        key,
        target.current(key),
        Exchange.header("if-match").orElse(null),
        Exchange.header("if-none-match").orElse(null));
    boolean replaced = request.metadataDirective() == MetadataDirective.REPLACE;
    HeadObjectResponse.Builder head =
        (replaced ? NewBlob.head(request) : source.head().toBuilder())
            .storageClass(NewBlob.storageClass().orElse(null))
            .serverSideEncryption(request.serverSideEncryption())
            .sseCustomerAlgorithm(request.sseCustomerAlgorithm())
            .sseCustomerKeyMD5(request.sseCustomerKeyMD5());
    boolean retagged =
        Exchange.header("x-amz-tagging-directive").filter("REPLACE"::equals).isPresent();
    HeadObjectResponse stored =
        store(
            target,
            key,
            source.bytes(),
            NewBlob.etag(source.bytes()),
            head,
            replaced ? NewBlob.extras() : source.extras(),
            retagged ? NewBlob.tags() : source.tags());
    return CopyObjectResponse.builder()
        .copyObjectResult(result -> result.eTag(stored.eTag()).lastModified(stored.lastModified()))
        .copySourceVersionId(source.head().versionId())
        .versionId(stored.versionId())
        .build();
  }

  @Override
  public synchronized HeadObjectResponse blobMetadata(HeadObjectRequest request) {
    StoredBlob blob = bucket(request.bucket()).get(request.key(), request.versionId());
    blob.announce();
    return blob.head();
  }

  @Override
  public synchronized ResponseInputStream<GetObjectResponse> getBlob(GetObjectRequest request) {
    StoredBlob blob = bucket(request.bucket()).get(request.key(), request.versionId());
    StoreErrors.checkRead(blob, request.ifMatch(), request.ifNoneMatch(), 304);
    ResponseInputStream<GetObjectResponse> answer = blob.read(Optional.ofNullable(request.range()));
    blob.announce();
    return answer;
  }

  @Override
  public synchronized DeleteObjectResponse removeBlob(DeleteObjectRequest request) {
    MemoryBucket bucket = bucket(request.bucket());
    String key = request.key();
    StoreErrors.checkWrite(bucket.name, key, bucket.current(key), request.ifMatch(), null);
    return bucket.remove(key, request.versionId(), newVersionId(bucket));
  }

  @Override
  public DeleteObjectsResponse removeBlobs(DeleteObjectsRequest request) {
    List<DeletedObject> deleted = new ArrayList<>();
    List<S3Error> errors = new ArrayList<>();
    synchronized (this) {
      bucket(request.bucket());
      for (ObjectIdentifier object : request.delete().objects()) {
        try {
          removeBlob(
              DeleteObjectRequest.builder()
                  .bucket(request.bucket())
                  .key(object.key())
                  .versionId(object.versionId())
                  .build());
          deleted.add(
              DeletedObject.builder().key(object.key()).versionId(object.versionId()).build());
        } catch (AwsServiceException e) {
          errors.add(
              S3Error.builder()
                  .key(object.key())
                  .code(S3Exceptions.errorCode(e))
                  .message(e.getMessage())
                  .build());
        }
      }
    }
    return DeleteObjectsResponse.builder().deleted(deleted).errors(errors).build();
  }

  @Override
  public boolean supportsVersioning() {
    return true;
  }

  @Override
  public synchronized GetBucketVersioningResponse getBucketVersioning(
      GetBucketVersioningRequest request) {
    MemoryBucket bucket = bucket(request.bucket());
    return GetBucketVersioningResponse.builder()
        .status(bucket.keepsVersions() ? BucketVersioningStatus.ENABLED : null)
        .build();
  }

  @Override
  public synchronized PutBucketVersioningResponse putBucketVersioning(
      PutBucketVersioningRequest request) {
    bucket(request.bucket()).versioning = request.versioningConfiguration().status();
    return PutBucketVersioningResponse.builder().build();
  }

  @Override
  public boolean supportsServerSideEncryption() {
    return true;
  }

  @Override
  public synchronized ObjectCannedACL getBlobAccess(String container, String name) {
    bucket(container).get(name, null);
    return ObjectCannedACL.PRIVATE;
  }

  @Override
  public void setBlobAccess(String container, String name, ObjectCannedACL access) {
    throw new UnsupportedOperationException("access control lists");
  }

  @Override
  public MultipartUpload initiateMultipartUpload(CreateMultipartUploadRequest request) {
    return uploads.create(request);
  }

  @Override
  public void abortMultipartUpload(MultipartUpload upload) {
    uploads.abort(upload);
  }

  @Override
  public CompleteMultipartUploadResponse completeMultipartUpload(
      MultipartUpload upload, CompleteMultipartUploadRequest request) {
    return uploads.complete(upload, request);
  }

  @Override
  public UploadPartResponse uploadMultipartPart(
      MultipartUpload upload, UploadPartRequest request, InputStream payload) {
    return uploads.putPart(upload, request, payload);
  }

  @Override
  public boolean supportsCopyMultipartPart() {
    return true;
  }

  @Override
  public UploadPartCopyResponse copyMultipartPart(
      MultipartUpload upload, UploadPartCopyRequest request) {
    return uploads.copyPart(upload, request);
  }

  @Override
  public List<Part> listMultipartUpload(MultipartUpload upload) {
    return uploads.parts(upload);
  }

  @Override
  public List<software.amazon.awssdk.services.s3.model.MultipartUpload> listMultipartUploads(
      String container) {
    return uploads.list(container);
  }

  @Override
  public long getMinimumMultipartPartSize() {
    return MultipartUploads.MIN_PART_BYTES;
  }
}
