package io.deltaglider.core.bucket;

import io.deltaglider.core.format.BucketFormats;
import io.deltaglider.core.layout.BucketLayout;
import io.deltaglider.core.list.ListOperation;
import io.deltaglider.core.list.ListRequest;
import io.deltaglider.core.reference.ReferenceIndex;
import io.deltaglider.core.reference.ReferenceStore;
import io.deltaglider.port.scratch.Scratch;
import io.deltaglider.port.storage.Bucket;
import io.deltaglider.port.storage.DeleteRequest;
import io.deltaglider.port.storage.ListQuery;
import io.deltaglider.port.storage.ListedObject;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.ObjectPage;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import io.deltaglider.port.storage.StoragePort;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Creates, lists and deletes buckets. Thread-safe. */
public final class BucketOperation {
  private final StoragePort storage;
  private final Scratch scratch;
  private final ListOperation listing;
  private final BucketFormats formats;
  private final ReferenceStore references;
  private final ReferenceIndex index;

  /** Creates an operation. */
  public BucketOperation(
      StoragePort storage,
      Scratch scratch,
      ListOperation listing,
      BucketFormats formats,
      ReferenceStore references,
      ReferenceIndex index) {
    this.storage = storage;
    this.scratch = scratch;
    this.listing = listing;
    this.formats = formats;
    this.references = references;
    this.index = index;
  }

  /** Creates an empty bucket; see {@link StoragePort#createBucket}. */
  public void create(String bucket) {
    storage.createBucket(bucket);
  }

  /** Returns all buckets in the order of their names. */
  public List<Bucket> list() {
    return storage.listBuckets();
  }

  /** Returns whether there is such a bucket. */
  public boolean exists(String bucket) {
    return storage.bucketExists(bucket);
  }

  /**
   * Deletes a bucket that holds no object of the user's, with everything internal. What is internal
   * stays in scratch until the store has deleted the bucket, and is put back if it refuses because
   * an object was put meanwhile.
   *
   * @throws StorageException with {@code NO_SUCH_BUCKET}, or {@code BUCKET_NOT_EMPTY}: then the
   *     bucket is as it was
   * @throws IOException if scratch fails; then the bucket is as it was
   */
  public void delete(String bucket) throws IOException {
    checkEmpty(bucket);
    Deque<KeptObject> kept = new ArrayDeque<>();
    try {
      removeInternal(bucket, kept);
      storage.deleteBucket(bucket);
    } catch (RuntimeException | IOException e) {
      restore(kept, e);
      throw e;
    } finally {
      kept.forEach(KeptObject::close);
      formats.forget(bucket);
      references.forgetBucket(bucket);
      index.forgetBucket(bucket);
    }
  }

  private void checkEmpty(String bucket) {
    boolean empty = listing.list(ListRequest.of(bucket, "").withMaxKeys(1)).entries().isEmpty();
    if (!empty) {
      throw new StorageException(
          Kind.BUCKET_NOT_EMPTY, "delete bucket " + bucket + ": it holds objects");
    }
  }

  /**
   * Removes everything internal. Markers of collected references come behind the references, which
   * must never be seen without; the format document comes last: without it, writers take what else
   * is left for a damaged bucket.
   */
  private void removeInternal(String bucket, Deque<KeptObject> kept) throws IOException {
    ObjectAddress format = BucketLayout.format(bucket);
    List<ObjectAddress> markers = new ArrayList<>();
    Optional<ListQuery> next = Optional.of(ListQuery.of(bucket, BucketLayout.RESERVED_PREFIX));
    while (next.isPresent()) {
      ListQuery query = next.get();
      ObjectPage page = storage.list(query);
      for (ListedObject object : page.objects()) {
        ObjectAddress address = new ObjectAddress(bucket, object.key());
        if (BucketLayout.isMarker(object.key())) {
          markers.add(address);
        } else if (!address.equals(format)) {
          remove(address, kept);
        }
      }
      next = page.nextPageToken().map(query::withPageToken);
    }
    for (ObjectAddress marker : markers) {
      remove(marker, kept);
    }
    remove(format, kept);
  }

  private void remove(ObjectAddress address, Deque<KeptObject> kept) throws IOException {
    try {
      kept.push(KeptObject.take(storage, scratch, address));
    } catch (StorageException e) {
      if (e.kind() == Kind.NO_SUCH_KEY) {
        return; // there was none, or a writer has replaced a pointer meanwhile
      }
      throw e;
    }
    storage.delete(address.bucket(), DeleteRequest.of(address.key()));
  }

  /** Puts back what was removed, the last first, so that references come before their pointers. */
  private void restore(Deque<KeptObject> kept, Exception reason) {
    for (KeptObject object : kept) {
      try {
        object.putBack(storage);
      } catch (StorageException e) {
        reason.addSuppressed(e);
      }
    }
  }
}
