package io.deltaglider.core;

import io.deltaglider.core.bucket.BucketOperation;
import io.deltaglider.core.collect.CollectOperation;
import io.deltaglider.core.collect.CollectOptions;
import io.deltaglider.core.collect.CollectReport;
import io.deltaglider.core.condition.ContentConditions;
import io.deltaglider.core.copy.CopyObjectRequest;
import io.deltaglider.core.copy.CopyOperation;
import io.deltaglider.core.delete.DeleteOperation;
import io.deltaglider.core.format.BucketFormats;
import io.deltaglider.core.get.GetListener;
import io.deltaglider.core.get.GetOperation;
import io.deltaglider.core.get.GetRequest;
import io.deltaglider.core.get.ObjectContent;
import io.deltaglider.core.get.ObjectInfo;
import io.deltaglider.core.get.ObservedGets;
import io.deltaglider.core.get.StoredForms;
import io.deltaglider.core.layout.BucketLayout;
import io.deltaglider.core.list.ListOperation;
import io.deltaglider.core.list.ListRequest;
import io.deltaglider.core.list.Listing;
import io.deltaglider.core.multipart.CompleteUploadRequest;
import io.deltaglider.core.multipart.CreateUploadRequest;
import io.deltaglider.core.multipart.ListPartsRequest;
import io.deltaglider.core.multipart.ListUploadsRequest;
import io.deltaglider.core.multipart.MultipartOperation;
import io.deltaglider.core.multipart.MultipartOptions;
import io.deltaglider.core.multipart.PartPage;
import io.deltaglider.core.multipart.PartRequest;
import io.deltaglider.core.multipart.UploadPage;
import io.deltaglider.core.multipart.UploadedPart;
import io.deltaglider.core.purge.PurgeOperation;
import io.deltaglider.core.purge.PurgeReport;
import io.deltaglider.core.put.Estimate;
import io.deltaglider.core.put.EstimateOperation;
import io.deltaglider.core.put.OnlyAs;
import io.deltaglider.core.put.PutOperation;
import io.deltaglider.core.put.PutOptions;
import io.deltaglider.core.put.PutOutcome;
import io.deltaglider.core.put.PutRequest;
import io.deltaglider.core.reference.ReferenceIndex;
import io.deltaglider.core.reference.ReferenceStore;
import io.deltaglider.core.select.DeltaPolicy;
import io.deltaglider.core.similar.SimilarObjects;
import io.deltaglider.core.similar.SimilarOperation;
import io.deltaglider.core.stage.StageOperation;
import io.deltaglider.core.stage.StagedContent;
import io.deltaglider.core.time.TimeSource;
import io.deltaglider.core.verify.BucketStats;
import io.deltaglider.core.verify.StatsLevel;
import io.deltaglider.core.verify.StatsOperation;
import io.deltaglider.core.verify.VerifyOperation;
import io.deltaglider.core.verify.VerifyReport;
import io.deltaglider.port.storage.Bucket;
import io.deltaglider.port.storage.DeleteFailure;
import io.deltaglider.port.storage.DeletedVersion;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.StoragePort;
import io.deltaglider.port.storage.WriteCondition;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;

/**
 * A store that keeps versions of artifacts as one reference and small deltas, and always gives back
 * exactly the bytes that were put.
 *
 * <p>Keys are the user's own; everything internal lives under {@value
 * BucketLayout#RESERVED_PREFIX}, which is never listed, and whose use throws {@link
 * io.deltaglider.core.layout.ReservedKeyException}.
 *
 * <p>Besides what each method names, all of them throw {@link
 * io.deltaglider.port.storage.StorageException} when the store refuses or fails. Thread-safe: one
 * instance serves any number of threads. Instances in other processes may work on the same store at
 * the same time.
 */
public final class DeltaGlider {
  private final StoragePort storage;
  private final PutOperation putting;
  private final GetOperation getting;
  private final ObservedGets reading;
  private final ListOperation listing;
  private final DeleteOperation deleting;
  private final CopyOperation copying;
  private final MultipartOperation uploading;
  private final StageOperation staging;
  private final PurgeOperation purging;
  private final CollectOperation collecting;
  private final VerifyOperation verifying;
  private final StatsOperation counting;
  private final EstimateOperation estimating;
  private final SimilarOperation comparing;
  private final BucketOperation buckets;
  private final BucketFormats formats;
  private final ReferenceIndex index;
  private final ExecutorService executor;

  /** Creates an instance over ports, which the caller closes, with S3's limits of uploads. */
  public DeltaGlider(Ports ports, PutOptions options) {
    this(ports, options, MultipartOptions.DEFAULT);
  }

  /** Creates an instance over ports, which the caller closes. */
  public DeltaGlider(Ports ports, PutOptions options, MultipartOptions uploadOptions) {
    this(ports, options, uploadOptions, GetListener.NONE);
  }

  /** Creates an instance over ports, which the caller closes, that tells of every get. */
  public DeltaGlider(
      Ports ports, PutOptions options, MultipartOptions uploadOptions, GetListener gets) {
    storage = ports.storage();
    TimeSource time = new TimeSource(ports.clock(), ports.nanoTime());
    ReferenceStore references = new ReferenceStore(storage, ports.cache(), ports.scratch(), time);
    index = new ReferenceIndex(storage, time);
    executor = ports.executor();
    StoredForms forms = new StoredForms(storage);
    formats = new BucketFormats(storage, time);
    listing = new ListOperation(storage, forms, ports.executor());
    ContentConditions conditions = new ContentConditions(storage, forms);
    getting = new GetOperation(storage, ports.scratch(), references, forms);
    reading = new ObservedGets(getting, gets, time);
    putting =
        new PutOperation(
            storage, ports.scratch(), formats, references, index, conditions, time, options);
    deleting = new DeleteOperation(storage, listing, conditions);
    copying =
        new CopyOperation(storage, forms, getting, putting, references, conditions, formats, time);
    uploading =
        new MultipartOperation(ports, getting, putting, forms, formats, time, uploadOptions);
    staging = new StageOperation(ports, getting, forms, formats);
    purging = new PurgeOperation(storage, time);
    collecting = new CollectOperation(ports, formats, time);
    verifying = new VerifyOperation(getting, formats);
    counting = new StatsOperation(storage, listing, formats);
    estimating =
        new EstimateOperation(storage, ports.scratch(), formats, references, index, time, options);
    comparing = new SimilarOperation(listing, index, formats, options);
    buckets = new BucketOperation(storage, ports.scratch(), listing, formats, references, index);
  }

  /**
   * Stores an object. It is acknowledged only after its stored form has been decoded again and
   * found equal to the content.
   *
   * @param content read to its end, not closed
   * @throws io.deltaglider.core.spool.ContentLengthException if it is not as long as declared
   * @throws io.deltaglider.core.format.DamagedFormatException if the bucket must not be written to
   * @throws IOException if reading the content or scratch fails
   */
  public PutOutcome put(PutRequest request, InputStream content) throws IOException {
    return putting.put(request, content);
  }

  /** Stores an object in one form only; empty, with the object as it was, if that cannot be. */
  public Optional<PutOutcome> put(OnlyAs form, PutRequest request, InputStream content)
      throws IOException {
    return putting.put(form, request, content);
  }

  /**
   * Opens an object's content, or a range of it. The caller closes it.
   *
   * @throws io.deltaglider.core.get.NotModifiedException if the request's conditions say so
   * @throws io.deltaglider.core.integrity.IntegrityException if what is stored is damaged; reading
   *     may throw it, too
   * @throws io.deltaglider.core.reference.ReferenceUnavailableException if a reference is missing
   * @throws IOException if scratch fails
   */
  public ObjectContent get(GetRequest request) throws IOException {
    return reading.open(request);
  }

  /** Returns what is known about an object. */
  public ObjectInfo head(ObjectAddress address) {
    return head(GetRequest.of(address));
  }

  /**
   * Returns what is known about an object, or a version of it.
   *
   * @param request without a range
   * @throws io.deltaglider.core.get.NotModifiedException if its conditions say so
   */
  public ObjectInfo head(GetRequest request) {
    return getting.head(request);
  }

  /**
   * Returns the tags of an object.
   *
   * @throws io.deltaglider.port.storage.StorageException also with {@code NOT_SUPPORTED} if the
   *     store keeps none
   */
  public Map<String, String> tags(ObjectAddress address) {
    return storage.tags(BucketLayout.checkUserAddress(address));
  }

  /** Lists one page of objects. */
  public Listing list(ListRequest request) {
    return listing.list(request);
  }

  /** Deletes an object; one that is not there counts as deleted, unless the condition wants it. */
  public DeletedVersion delete(ObjectAddress address, WriteCondition condition) {
    return deleting.delete(address, condition, Optional.empty());
  }

  /** Removes one version of an object for good, on stores that keep versions. */
  public DeletedVersion deleteVersion(ObjectAddress address, String versionId) {
    return deleting.delete(address, WriteCondition.always(), Optional.of(versionId));
  }

  /** Deletes any number of objects and returns those that could not be deleted. */
  public List<DeleteFailure> deleteAll(String bucket, List<String> keys) {
    return deleting.deleteAll(bucket, keys);
  }

  /** Deletes all objects below a prefix, tells each key that is gone and returns the others. */
  public List<DeleteFailure> deletePrefix(String bucket, String prefix, Consumer<String> deleted) {
    return deleting.deletePrefix(bucket, prefix, deleted);
  }

  /** Copies an object within the store, and returns what is known about the copy. */
  public ObjectInfo copy(CopyObjectRequest request) throws IOException {
    return copying.copy(request);
  }

  /**
   * Begins an upload in parts, which any process may go on with. Of the methods that take its id,
   * all throw {@link io.deltaglider.core.multipart.MultipartException} if it cannot be used.
   *
   * @return the upload's id, safe in URLs
   */
  public String createUpload(CreateUploadRequest request) {
    return uploading.create(request);
  }

  /**
   * Stores a part of an upload, replacing one of the same number.
   *
   * @param content read to its end, not closed
   * @throws io.deltaglider.core.spool.ContentLengthException if it is not as long as declared
   * @throws IOException if reading the content or scratch fails
   */
  public UploadedPart uploadPart(PartRequest request, InputStream content) throws IOException {
    return uploading.put(request, content);
  }

  /**
   * Stores a part of an upload that is an object's content, or a range of it.
   *
   * @throws IOException if scratch fails
   */
  public UploadedPart uploadPartCopy(PartRequest request, GetRequest source) throws IOException {
    return uploading.copy(request, source);
  }

  /**
   * Makes an upload's parts the object, as {@link #put} would have stored it. Doing so again with
   * the same parts answers the same, until the upload expires.
   *
   * @throws IOException if scratch fails
   */
  public PutOutcome completeUpload(CompleteUploadRequest request) throws IOException {
    return uploading.complete(request);
  }

  /** Gives an upload up and deletes its parts. */
  public void abortUpload(ObjectAddress address, String uploadId) {
    uploading.abort(address, uploadId);
  }

  /** Lists one page of the parts of an upload. */
  public PartPage listParts(ListPartsRequest request) {
    return uploading.listParts(request);
  }

  /** Lists one page of a bucket's uploads that are not completed. */
  public UploadPage listUploads(ListUploadsRequest request) {
    return uploading.listUploads(request);
  }

  /**
   * Reads an object and its reference from the store again and says what that has proven.
   *
   * @throws IOException if scratch fails
   */
  public VerifyReport verify(ObjectAddress address) throws IOException {
    return verifying.verify(BucketLayout.checkUserAddress(address));
  }

  /** Counts the objects under a prefix, and what the bucket's references cost. */
  public BucketStats stats(String bucket, String prefix) {
    return stats(bucket, prefix, StatsLevel.DETAILED);
  }

  /** Counts the objects under a prefix, and what the bucket's references cost, so thoroughly. */
  public BucketStats stats(String bucket, String prefix, StatsLevel level) {
    return counting.count(bucket, prefix, level);
  }

  /**
   * Says what putting this content would cost now, by doing all of it but the writing.
   *
   * @param content read to its end, not closed
   * @throws io.deltaglider.core.spool.ContentLengthException if it is not as long as declared
   * @throws io.deltaglider.core.format.DamagedFormatException if the bucket's policy cannot be
   *     understood
   * @throws IOException if reading the content or scratch fails
   */
  public Estimate estimate(PutRequest request, InputStream content) throws IOException {
    return estimating.estimate(request, content);
  }

  /** Finds what an object at this address would be compared with, whatever its content. */
  public SimilarObjects findSimilar(ObjectAddress address) {
    return comparing.find(address);
  }

  /**
   * Finds what this content would be compared with at this address.
   *
   * @param content read to its end, not closed
   * @throws IOException if reading the content fails
   */
  public SimilarObjects findSimilar(ObjectAddress address, InputStream content) throws IOException {
    return comparing.find(address, content);
  }

  /**
   * Returns where an object's content can be read by who knows nothing of deltas, after putting a
   * copy there if it is one. {@link #purge} deletes copies that have expired.
   *
   * @param request without a range
   * @param neededUntil until when a copy must last
   * @throws io.deltaglider.core.integrity.IntegrityException if what is stored is damaged
   * @throws IOException if scratch fails
   */
  public StagedContent stage(GetRequest request, Instant neededUntil) throws IOException {
    return staging.stage(request, neededUntil);
  }

  /** Deletes what is left in a bucket's staging area and expired, and nothing else. */
  public PurgeReport purge(String bucket) {
    return purging.purge(bucket);
  }

  /** Returns what {@link #purge} would delete now. */
  public PurgeReport findExpired(String bucket) {
    return purging.findExpired(bucket);
  }

  /**
   * Deletes references that nothing has used since a run a day before; docs/COLLECTION.md.
   *
   * @throws io.deltaglider.core.format.DamagedFormatException if the bucket's format is not known
   */
  public CollectReport collect(String bucket, CollectOptions options) {
    return collecting.collect(bucket, options);
  }

  /** Creates an empty bucket. */
  public void createBucket(String bucket) {
    buckets.create(bucket);
  }

  /**
   * Deletes a bucket that holds no object.
   *
   * @throws IOException if scratch fails; then the bucket is as it was
   */
  public void deleteBucket(String bucket) throws IOException {
    buckets.delete(bucket);
  }

  /** Returns whether there is such a bucket. */
  public boolean bucketExists(String bucket) {
    return buckets.exists(bucket);
  }

  /** Returns all buckets in the order of their names. */
  public List<Bucket> listBuckets() {
    return buckets.list();
  }

  /**
   * Returns the delta policy of a bucket.
   *
   * @throws io.deltaglider.core.format.DamagedFormatException if it cannot be understood
   */
  public DeltaPolicy policy(String bucket) {
    return formats.policy(bucket);
  }

  /**
   * Replaces the delta policy of a bucket. Objects that are stored keep their form.
   *
   * @throws io.deltaglider.core.format.DamagedFormatException if the present one cannot be
   *     understood
   */
  public void setPolicy(String bucket, DeltaPolicy policy) {
    formats.setPolicy(bucket, policy);
  }

  /**
   * Writes what puts have learnt of how well references serve and only remember so far. To be
   * called when no more puts are to come; without it later processes choose references a little
   * worse. Failures are logged.
   */
  public void flush() {
    index.saveMoves(executor);
  }
}
