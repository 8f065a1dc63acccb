package io.deltaglider.core;

import io.deltaglider.core.collect.CollectOptions;
import io.deltaglider.core.collect.CollectReport;
import io.deltaglider.core.copy.CopyObjectRequest;
import io.deltaglider.core.get.GetListener;
import io.deltaglider.core.get.GetRequest;
import io.deltaglider.core.get.ObjectContent;
import io.deltaglider.core.get.ObjectInfo;
import io.deltaglider.core.layout.BucketLayout;
import io.deltaglider.core.list.ListRequest;
import io.deltaglider.core.list.Listing;
import io.deltaglider.core.multipart.CompleteUploadRequest;
import io.deltaglider.core.multipart.CreateUploadRequest;
import io.deltaglider.core.multipart.ListPartsRequest;
import io.deltaglider.core.multipart.ListUploadsRequest;
import io.deltaglider.core.multipart.MultipartOptions;
import io.deltaglider.core.multipart.PartPage;
import io.deltaglider.core.multipart.PartRequest;
import io.deltaglider.core.multipart.UploadPage;
import io.deltaglider.core.multipart.UploadedPart;
import io.deltaglider.core.purge.PurgeReport;
import io.deltaglider.core.put.Estimate;
import io.deltaglider.core.put.OnlyAs;
import io.deltaglider.core.put.PutOptions;
import io.deltaglider.core.put.PutOutcome;
import io.deltaglider.core.put.PutRequest;
import io.deltaglider.core.select.DeltaPolicy;
import io.deltaglider.core.similar.SimilarObjects;
import io.deltaglider.core.stage.StagedContent;
import io.deltaglider.core.verify.BucketStats;
import io.deltaglider.core.verify.StatsLevel;
import io.deltaglider.core.verify.VerifyReport;
import io.deltaglider.port.storage.Bucket;
import io.deltaglider.port.storage.DeleteFailure;
import io.deltaglider.port.storage.DeletedVersion;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.WriteCondition;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private final Operations operations;

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
    operations = new Operations(ports, options, uploadOptions, gets);
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
    return operations.putting.put(request, content);
  }

  /** Stores an object in one form only; empty, with the object as it was, if that cannot be. */
  public Optional<PutOutcome> put(OnlyAs form, PutRequest request, InputStream content)
      throws IOException {
    return operations.putting.put(form, request, content);
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
    return operations.reading.open(request);
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
    return operations.getting.head(request);
  }

  /**
   * Returns the tags of an object.
   *
   * @throws io.deltaglider.port.storage.StorageException also with {@code NOT_SUPPORTED} if the
   *     store keeps none
   */
  public Map<String, String> tags(ObjectAddress address) {
    return operations.storage.tags(BucketLayout.checkUserAddress(address));
  }

  /** Lists one page of objects. */
  public Listing list(ListRequest request) {
    return operations.listing.list(request);
  }

  /** Deletes an object; one that is not there counts as deleted, unless the condition wants it. */
  public DeletedVersion delete(ObjectAddress address, WriteCondition condition) {
    return operations.deleting.delete(address, condition, Optional.empty());
  }

  /** Removes one version of an object for good, on stores that keep versions. */
  public DeletedVersion deleteVersion(ObjectAddress address, String versionId) {
    return operations.deleting.delete(address, WriteCondition.always(), Optional.of(versionId));
  }

  /** Deletes any number of objects and returns those that could not be deleted. */
  public List<DeleteFailure> deleteAll(String bucket, List<String> keys) {
    return operations.deleting.deleteAll(bucket, keys);
  }

  /** Deletes all objects below a prefix, tells each key that is gone and returns the others. */
  public List<DeleteFailure> deletePrefix(String bucket, String prefix, Consumer<String> deleted) {
    return operations.deleting.deletePrefix(bucket, prefix, deleted);
  }

  /** Copies an object within the store, and returns what is known about the copy. */
  public ObjectInfo copy(CopyObjectRequest request) throws IOException {
    return operations.copying.copy(request);
  }

  /**
   * Begins an upload in parts, which any process may go on with. Of the methods that take its id,
   * all throw {@link io.deltaglider.core.multipart.MultipartException} if it cannot be used.
   *
   * @return the upload's id, safe in URLs
   */
  public String createUpload(CreateUploadRequest request) {
    return operations.uploading.create(request);
  }

  /**
   * Stores a part of an upload, replacing one of the same number.
   *
   * @param content read to its end, not closed
   * @throws io.deltaglider.core.spool.ContentLengthException if it is not as long as declared
   * @throws IOException if reading the content or scratch fails
   */
  public UploadedPart uploadPart(PartRequest request, InputStream content) throws IOException {
    return operations.uploading.put(request, content);
  }

  /**
   * Stores a part of an upload that is an object's content, or a range of it.
   *
   * @throws IOException if scratch fails
   */
  public UploadedPart uploadPartCopy(PartRequest request, GetRequest source) throws IOException {
    return operations.uploading.copy(request, source);
  }

  /**
   * Makes an upload's parts the object, as {@link #put} would have stored it. Doing so again with
   * the same parts answers the same, until the upload expires.
   *
   * @throws IOException if scratch fails
   */
  public PutOutcome completeUpload(CompleteUploadRequest request) throws IOException {
    return operations.uploading.complete(request);
  }

  /** Gives an upload up and deletes its parts. */
  public void abortUpload(ObjectAddress address, String uploadId) {
    operations.uploading.abort(address, uploadId);
  }

  /** Lists one page of the parts of an upload. */
  public PartPage listParts(ListPartsRequest request) {
    return operations.uploading.listParts(request);
  }

  /** Lists one page of a bucket's uploads that are not completed. */
  public UploadPage listUploads(ListUploadsRequest request) {
    return operations.uploading.listUploads(request);
  }

  /**
   * Reads an object and its reference from the store again and says what that has proven.
   *
   * @throws IOException if scratch fails
   */
  public VerifyReport verify(ObjectAddress address) throws IOException {
    return operations.verifying.verify(BucketLayout.checkUserAddress(address));
  }

  /** Counts the objects under a prefix, and what the bucket's references cost. */
  public BucketStats stats(String bucket, String prefix) {
    return stats(bucket, prefix, StatsLevel.DETAILED);
  }

  /** Counts the objects under a prefix, and what the bucket's references cost, so thoroughly. */
  public BucketStats stats(String bucket, String prefix, StatsLevel level) {
    return operations.counting.count(bucket, prefix, level);
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
    return operations.estimating.estimate(request, content);
  }

  /** Finds what an object at this address would be compared with, whatever its content. */
  public SimilarObjects findSimilar(ObjectAddress address) {
    return operations.comparing.find(address);
  }

  /**
   * Finds what this content would be compared with at this address.
   *
   * @param content read to its end, not closed
   * @throws IOException if reading the content fails
   */
  public SimilarObjects findSimilar(ObjectAddress address, InputStream content) throws IOException {
    return operations.comparing.find(address, content);
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
    return operations.staging.stage(request, neededUntil);
  }

  /** Deletes what is left in a bucket's staging area and expired, and nothing else. */
  public PurgeReport purge(String bucket) {
    return operations.purging.purge(bucket);
  }

  /** Returns what {@link #purge} would delete now. */
  public PurgeReport findExpired(String bucket) {
    return operations.purging.findExpired(bucket);
  }

  /**
   * Deletes references that nothing has used since a run a day before; docs/COLLECTION.md.
   *
   * @throws io.deltaglider.core.format.DamagedFormatException if the bucket's format is not known
   */
  public CollectReport collect(String bucket, CollectOptions options) {
    return operations.collecting.collect(bucket, options);
  }

  /** Creates an empty bucket. */
  public void createBucket(String bucket) {
    operations.buckets.create(bucket);
  }

  /**
   * Deletes a bucket that holds no object.
   *
   * @throws IOException if scratch fails; then the bucket is as it was
   */
  public void deleteBucket(String bucket) throws IOException {
    operations.buckets.delete(bucket);
  }

  /** Returns whether there is such a bucket. */
  public boolean bucketExists(String bucket) {
    return operations.buckets.exists(bucket);
  }

  /** Returns all buckets in the order of their names. */
  public List<Bucket> listBuckets() {
    return operations.buckets.list();
  }

  /**
   * Returns the delta policy of a bucket.
   *
   * @throws io.deltaglider.core.format.DamagedFormatException if it cannot be understood
   */
  public DeltaPolicy policy(String bucket) {
    return operations.formats.policy(bucket);
  }

  /**
   * Replaces the delta policy of a bucket. Objects that are stored keep their form.
   *
   * @throws io.deltaglider.core.format.DamagedFormatException if the present one cannot be
   *     understood
   */
  public void setPolicy(String bucket, DeltaPolicy policy) {
    operations.formats.setPolicy(bucket, policy);
  }

  /**
   * Writes what puts have learnt of how well references serve and only remember so far. To be
   * called when no more puts are to come; without it later processes choose references a little
   * worse. Failures are logged.
   */
  public void flush() {
    operations.index.saveMoves(operations.executor);
  }
}
