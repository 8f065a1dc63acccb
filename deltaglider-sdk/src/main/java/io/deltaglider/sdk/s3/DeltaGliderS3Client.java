package io.deltaglider.sdk.s3;

import java.util.function.Function;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.DelegatingS3Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.CreateBucketResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.DeleteBucketRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.GetObjectAttributesRequest;
import software.amazon.awssdk.services.s3.model.GetObjectAttributesResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectTaggingRequest;
import software.amazon.awssdk.services.s3.model.GetObjectTaggingResponse;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.HeadBucketResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListBucketsRequest;
import software.amazon.awssdk.services.s3.model.ListBucketsResponse;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ListPartsRequest;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Request;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;
import software.amazon.awssdk.services.s3.model.UploadPartCopyResponse;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;
import software.amazon.awssdk.services.s3.waiters.S3Waiter;

/**
 * An {@link S3Client} that stores versions of artifacts as one reference and small deltas. Existing
 * code gets it instead of the SDK's own and stays as it is.
 *
 * <p>Calls that show or move an object's bytes, size or ETag are served from DeltaGlider, and so
 * are the paginators and waiters that build on them. On S3 other calls go to the real client
 * untouched; on other stores they answer S3's 501. Every field of a served request is honoured or
 * refused with 501. Errors are the SDK's own exceptions. docs/S3-OPERATIONS.md has the whole table;
 * {@link DeltaGliderInfo} is what an answer says beyond S3.
 *
 * <p>Thread-safe. Closing it closes what its backend says.
 */
public final class DeltaGliderS3Client extends DelegatingS3Client {
  /**
   * For one request to list objects: whether sizes and ETags are the content's even where that
   * costs a call for each delta that is not known yet. Put it into the request's override
   * configuration; without it the client's own setting holds.
   */
  public static final ExecutionAttribute<Boolean> FETCH_METADATA =
      new ExecutionAttribute<>("DeltaGliderFetchMetadata");

  private final S3Backend backend;
  private final PassedOn passedOn;
  private final PutObjectCall putting;
  private final ReadCalls reading;
  private final AttributesCall attributes;
  private final TaggingCall tagging;
  private final DeleteCalls deleting;
  private final CopyObjectCall copying;
  private final ListCalls listing;
  private final VersionsCall versions;
  private final BucketCalls buckets;
  private final UploadCalls uploads;
  private final UploadListCalls uploadLists;

  private DeltaGliderS3Client(S3Backend backend, S3Client delegate) {
    super(delegate);
    this.backend = backend;
    passedOn = new PassedOn(backend);
    Calls calls = new Calls(backend);
    putting = new PutObjectCall(calls);
    reading = new ReadCalls(calls);
    attributes = new AttributesCall(calls);
    tagging = new TaggingCall(calls);
    deleting = new DeleteCalls(calls);
    copying = new CopyObjectCall(calls);
    listing = new ListCalls(calls);
    versions = new VersionsCall(calls);
    buckets = new BucketCalls(calls);
    uploads = new UploadCalls(calls);
    uploadLists = new UploadListCalls(calls);
  }

  /** Creates a client; the caller closes it, and with it what the backend says. */
  public static DeltaGliderS3Client create(S3Backend backend) {
    S3Client delegate =
        backend.store().isPresent()
            ? backend.store().get()
            : new StorelessS3Client(backend.region());
    return new DeltaGliderS3Client(backend, delegate);
  }

  @Override
  public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
    return putting.put(request, body);
  }

  @Override
  public <T> T getObject(
      GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
    return reading.get(request, transformer);
  }

  @Override
  public HeadObjectResponse headObject(HeadObjectRequest request) {
    return reading.head(request);
  }

  @Override
  public GetObjectAttributesResponse getObjectAttributes(GetObjectAttributesRequest request) {
    return attributes.get(request);
  }

  @Override
  public GetObjectTaggingResponse getObjectTagging(GetObjectTaggingRequest request) {
    return tagging.get(request);
  }

  @Override
  public DeleteObjectResponse deleteObject(DeleteObjectRequest request) {
    return deleting.delete(request);
  }

  @Override
  public DeleteObjectsResponse deleteObjects(DeleteObjectsRequest request) {
    return deleting.deleteAll(request);
  }

  @Override
  public CopyObjectResponse copyObject(CopyObjectRequest request) {
    return copying.copy(request);
  }

  @Override
  public ListObjectsResponse listObjects(ListObjectsRequest request) {
    return listing.list(request);
  }

  @Override
  public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
    return listing.listV2(request);
  }

  @Override
  public ListObjectVersionsResponse listObjectVersions(ListObjectVersionsRequest request) {
    return versions.list(request);
  }

  @Override
  public CreateBucketResponse createBucket(CreateBucketRequest request) {
    return buckets.create(request);
  }

  @Override
  public HeadBucketResponse headBucket(HeadBucketRequest request) {
    return buckets.head(request);
  }

  @Override
  public DeleteBucketResponse deleteBucket(DeleteBucketRequest request) {
    return buckets.delete(request);
  }

  @Override
  public ListBucketsResponse listBuckets(ListBucketsRequest request) {
    return buckets.list(request);
  }

  @Override
  public CreateMultipartUploadResponse createMultipartUpload(CreateMultipartUploadRequest request) {
    return uploads.create(request);
  }

  @Override
  public UploadPartCopyResponse uploadPartCopy(UploadPartCopyRequest request) {
    return uploads.copyPart(request);
  }

  @Override
  public CompleteMultipartUploadResponse completeMultipartUpload(
      CompleteMultipartUploadRequest request) {
    return uploads.complete(request);
  }

  @Override
  public AbortMultipartUploadResponse abortMultipartUpload(AbortMultipartUploadRequest request) {
    return uploads.abort(request);
  }

  @Override
  public ListPartsResponse listParts(ListPartsRequest request) {
    return uploadLists.listParts(request);
  }

  @Override
  public ListMultipartUploadsResponse listMultipartUploads(ListMultipartUploadsRequest request) {
    return uploadLists.listUploads(request);
  }

  @Override
  public UploadPartResponse uploadPart(UploadPartRequest request, RequestBody body) {
    return uploads.putPart(request, body);
  }

  /** Returns a waiter whose looks come through this client. */
  @Override
  public S3Waiter waiter() {
    return S3Waiter.builder().client(this).build();
  }

  /** Every call that is not served comes through here. */
  @Override
  protected <T extends S3Request, R> R invokeOperation(T request, Function<T, R> operation) {
    String name = Operations.of(request);
    Operations.Decision decision = Operations.decision(name);
    return switch (decision.handling()) {
      case SERVED -> throw new IllegalStateException(name + " is served, not passed on");
      case REFUSED -> throw S3Errors.notImplemented(name + ": " + decision.note());
      case PASSED_ON -> {
        if (backend.store().isEmpty()) {
          throw S3Errors.notImplemented(name + " is supported only on S3");
        }
        passedOn.check(name, request);
        yield operation.apply(request);
      }
    };
  }

  @Override
  public void close() {
    backend.close().run();
  }
}
