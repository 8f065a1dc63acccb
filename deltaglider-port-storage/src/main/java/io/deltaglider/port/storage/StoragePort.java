package io.deltaglider.port.storage;

import java.util.List;
import java.util.Map;

/**
 * Object storage as the delta domain needs it: whole immutable objects, addressed by bucket and
 * key, each with content headers and a small map of user metadata.
 *
 * <p>An implementation must guarantee:
 *
 * <ul>
 *   <li><b>Atomic visibility.</b> A {@link #put} or {@link #copy} is seen whole, body and
 *       attributes together, or not at all; a failed one leaves the previous object, or none.
 *   <li><b>Read-after-write.</b> Once a write or delete returns, every read and listing sees it.
 *   <li><b>One winner.</b> Of concurrent {@link WriteCondition#ifAbsent} writes to one address
 *       exactly one succeeds; of concurrent {@link WriteCondition#ifMatch} writes with the same
 *       ETag at most one does (with {@link Capability#CONDITIONAL_PUT}).
 *   <li><b>Whole reads.</b> A reader that was opened before an overwrite or delete yields the old
 *       bytes to the end, or fails; never a mixture.
 *   <li><b>Opaque keys.</b> No key is normalised, trimmed or case-folded, and none has a meaning
 *       beyond its bytes; two keys are the same only if their bytes are.
 * </ul>
 *
 * <p>There is no rename, no append, no multipart state and no locking. Bodies are streamed: no
 * implementation holds a whole object in memory unless that is where it stores them.
 * Implementations are thread-safe and do not retry beyond what their SDK does.
 *
 * <p>Every failure is a {@link StorageException} whose {@linkplain StorageException#kind kind} says
 * whether to retry and whose message names the address. A bucket's name that breaks the rule of
 * {@link BucketName} is an {@link IllegalArgumentException} in every call. {@code
 * StoragePortContract} is the executable form of this text.
 */
// Keep this surface minimal: what can be composed from these calls belongs to the caller.
public interface StoragePort extends AutoCloseable {
  /**
   * Returns whether this store has a capability; the same answer every time for one bucket. A store
   * that can only be found out by trying is tried: asking whether it decides conditions may write
   * and delete an object of the adapter's own; asking for anything else never writes.
   *
   * @param bucket where it will be needed
   * @throws StorageException if finding out fails; that never means that it has none
   */
  boolean supports(Capability capability, String bucket);

  /**
   * Returns the largest {@link ObjectAttributes#metadataBytes} that a put may carry; one that
   * carries more fails with {@code REJECTED}. At least 2,048.
   */
  int maxMetadataBytes();

  /**
   * Creates an empty bucket.
   *
   * @throws StorageException with {@code BUCKET_ALREADY_EXISTS} if there is one of that name
   */
  void createBucket(String bucket);

  /**
   * Deletes an empty bucket.
   *
   * @throws StorageException with {@code NO_SUCH_BUCKET} if there is none, or {@code
   *     BUCKET_NOT_EMPTY} if it holds objects, old versions or delete markers; then nothing was
   *     deleted
   */
  void deleteBucket(String bucket);

  /** Returns whether there is such a bucket. */
  boolean bucketExists(String bucket);

  /** Returns all buckets in the order of their names' bytes. */
  List<Bucket> listBuckets();

  /**
   * Stores an object, replacing one of the same key.
   *
   * @return the ETag that {@link #head} answers from now on
   * @throws StorageException with {@code NO_SUCH_BUCKET}; {@code PRECONDITION_FAILED} if the
   *     condition does not hold; {@code REJECTED} if {@code content} streams fewer or more bytes
   *     than its size, or the metadata is too large; {@code UNAVAILABLE} if reading {@code content}
   *     fails
   */
  StoredVersion put(
      ObjectAddress address,
      ContentSource content,
      ObjectAttributes attributes,
      WriteCondition condition);

  /**
   * Returns what the store knows about an object.
   *
   * @param options which form of it; without a range
   * @throws StorageException with {@code NO_SUCH_KEY} or {@code NO_SUCH_BUCKET}; {@code
   *     PRECONDITION_FAILED} if it has another ETag than wanted
   * @throws IllegalArgumentException for a range
   */
  ObjectHead head(ObjectAddress address, ReadOptions options);

  /** Returns what the store knows about the current object; see the other {@code head}. */
  default ObjectHead head(ObjectAddress address) {
    return head(address, ReadOptions.WHOLE);
  }

  /**
   * Opens an object for reading. The caller closes the reader; closing early is cheap and does not
   * drain the body.
   *
   * @throws StorageException with {@code NO_SUCH_KEY} or {@code NO_SUCH_BUCKET}; {@code
   *     PRECONDITION_FAILED} if it has another ETag than wanted; {@code INVALID_RANGE} if no byte
   *     of the range exists
   */
  ObjectReader open(ObjectAddress address, ReadOptions options);

  /** Opens the whole current object; see {@link #open(ObjectAddress, ReadOptions)}. */
  default ObjectReader open(ObjectAddress address) {
    return open(address, ReadOptions.WHOLE);
  }

  /**
   * Lists one page of objects and common prefixes, in the order of their bytes of UTF-8. Pages that
   * are read one after the other never repeat an entry, and have every entry that was there all the
   * time.
   *
   * @throws StorageException with {@code NO_SUCH_BUCKET}; {@code REJECTED} for a page token that is
   *     none
   */
  ObjectPage list(ListQuery query);

  /**
   * Deletes one object. Deleting an object that is not there succeeds, unless a condition wants it.
   *
   * @throws StorageException with {@code NO_SUCH_BUCKET}, or {@code PRECONDITION_FAILED} if the
   *     condition does not hold
   */
  DeletedVersion delete(String bucket, DeleteRequest request);

  /**
   * Deletes up to 1,000 objects, each by itself as {@link #delete} does.
   *
   * @return those that failed, in the order of the requests; empty if all are gone
   * @throws IllegalArgumentException for more than 1,000 requests; then nothing was deleted
   * @throws StorageException with {@code NO_SUCH_BUCKET}, or if nothing at all could be done
   */
  List<DeleteFailure> deleteAll(String bucket, List<DeleteRequest> requests);

  /**
   * Copies an object inside the store, without its bytes passing through the caller. The copy keeps
   * the source's headers, metadata, tags and storage class, or carries the replacement instead of
   * all of them.
   *
   * @throws StorageException with {@code NO_SUCH_KEY} or {@code NO_SUCH_BUCKET} for either side;
   *     {@code PRECONDITION_FAILED} if the source has another ETag than wanted or the condition on
   *     the target does not hold
   */
  StoredVersion copy(CopyRequest request);

  /**
   * Returns the tags of the current object.
   *
   * @throws StorageException with {@code NO_SUCH_KEY} or {@code NO_SUCH_BUCKET}; {@code
   *     NOT_SUPPORTED} without {@link Capability#TAGS}
   */
  Map<String, String> tags(ObjectAddress address);

  /**
   * Returns whether a bucket may hold overwritten or deleted objects that can still be read; asked
   * of the store now, not remembered. Without {@link Capability#VERSIONS} they cannot be listed.
   *
   * @throws StorageException with {@code NO_SUCH_BUCKET}, or if finding out fails; that never means
   *     that there are none
   */
  boolean keepsVersions(String bucket);

  /**
   * Lists one page of versions, delete markers included. {@code delimiter} and {@code startAfter}
   * of the query must be absent.
   *
   * @throws StorageException with {@code NO_SUCH_BUCKET}; {@code NOT_SUPPORTED} without {@link
   *     Capability#VERSIONS}
   */
  VersionPage listVersions(ListQuery query);

  /**
   * Returns the bucket's lifecycle rules; empty if it has none.
   *
   * @throws StorageException with {@code NO_SUCH_BUCKET}; {@code NOT_SUPPORTED} without {@link
   *     Capability#LIFECYCLE_RULES}
   */
  List<LifecycleRule> lifecycleRules(String bucket);

  /**
   * Replaces the bucket's lifecycle rules.
   *
   * @throws StorageException with {@code NO_SUCH_BUCKET}; {@code NOT_SUPPORTED} without {@link
   *     Capability#LIFECYCLE_RULES}
   */
  void setLifecycleRules(String bucket, List<LifecycleRule> rules);

  /** Releases connections and the like. Afterwards no call may be made. */
  @Override
  void close();
}
