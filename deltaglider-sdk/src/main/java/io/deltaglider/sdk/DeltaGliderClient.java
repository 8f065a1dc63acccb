package io.deltaglider.sdk;

import io.deltaglider.core.DeltaGlider;
import io.deltaglider.core.get.ObjectInfo;
import io.deltaglider.core.list.ListEntry;
import io.deltaglider.core.purge.PurgeReport;
import io.deltaglider.core.put.Estimate;
import io.deltaglider.core.put.PutRequest;
import io.deltaglider.core.similar.SimilarObjects;
import io.deltaglider.core.verify.BucketStats;
import io.deltaglider.core.verify.StatsLevel;
import io.deltaglider.core.verify.VerifyReport;
import io.deltaglider.port.storage.Bucket;
import io.deltaglider.port.storage.DeleteFailure;
import io.deltaglider.port.storage.WriteCondition;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Files to objects and back, without AWS types. Objects are named {@code s3://bucket/key}, on
 * whichever store the client works.
 *
 * <p>A target that ends in a slash, or is a bucket, keeps the source's name; any other target is
 * the new name, as with {@code aws s3 cp}.
 *
 * <p>Besides what each method names, all of them throw {@link
 * io.deltaglider.port.storage.StorageException} when the store refuses or fails, {@link
 * IllegalArgumentException} for a URI that is none, and {@link
 * io.deltaglider.core.layout.ReservedKeyException} for a key under {@code .deltaglider/}.
 * Thread-safe.
 */
public final class DeltaGliderClient implements AutoCloseable {
  private final OpenStore store;
  private final DeltaGlider glider;
  private final Transfers transfers;
  private final Presigning presigning;

  DeltaGliderClient(OpenStore store) {
    this.store = store;
    glider = store.session().deltaGlider();
    transfers = new Transfers(glider);
    presigning = new Presigning(store);
  }

  /** Creates an empty bucket. */
  public void createBucket(String bucket) {
    glider.createBucket(bucket);
  }

  /**
   * Deletes a bucket that holds no object.
   *
   * @throws IOException if scratch fails; then the bucket is as it was
   */
  public void deleteBucket(String bucket) throws IOException {
    glider.deleteBucket(bucket);
  }

  /** Returns whether there is such a bucket. */
  public boolean bucketExists(String bucket) {
    return glider.bucketExists(bucket);
  }

  /** Returns the names of all buckets, in their order. */
  public List<String> listBuckets() {
    return glider.listBuckets().stream().map(Bucket::name).toList();
  }

  /**
   * Stores a file.
   *
   * @throws IOException if reading the file or scratch fails
   */
  public UploadSummary upload(Path file, String target) throws IOException {
    return upload(file, target, UploadOptions.DEFAULT);
  }

  /**
   * Stores a file with what it carries beside its bytes.
   *
   * @throws IOException if reading the file or scratch fails
   */
  public UploadSummary upload(Path file, String target, UploadOptions options) throws IOException {
    return transfers.upload(
        file, ObjectUri.parse(target).addressFor(Transfers.fileName(file)), options);
  }

  /**
   * Stores what a stream gives.
   *
   * @param content read to its end, not closed
   * @param target one object
   * @throws IOException if reading the content or scratch fails
   */
  public UploadSummary upload(InputStream content, String target, UploadOptions options)
      throws IOException {
    return transfers.upload(content, ObjectUri.parse(target).address(), options);
  }

  /**
   * Fetches an object into a file. It appears whole, under its name, or not at all.
   *
   * @param target the file, or a directory that exists and gets the object's name in it
   * @throws io.deltaglider.core.integrity.IntegrityException if what is stored is damaged
   * @throws io.deltaglider.core.reference.ReferenceUnavailableException if a reference is missing
   * @throws IOException if writing the file or scratch fails
   */
  public DownloadSummary download(String source, Path target) throws IOException {
    ObjectUri object = ObjectUri.parse(source);
    Path file = target;
    if (Files.isDirectory(target)) {
      file =
          TargetFile.below(target, object.fileName())
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "'" + source + "' does not end in a name that a file can have"));
    }
    return transfers.download(object.address(), file);
  }

  /**
   * Writes an object's content to a stream. It is proven only when this returns.
   *
   * @param target not closed
   * @throws io.deltaglider.core.integrity.IntegrityException if what is stored is damaged
   * @throws io.deltaglider.core.reference.ReferenceUnavailableException if a reference is missing
   * @throws IOException if writing to the stream or scratch fails
   */
  public DownloadSummary download(String source, OutputStream target) throws IOException {
    return transfers.download(ObjectUri.parse(source).address(), target);
  }

  /**
   * Stores files under their names, a few at once.
   *
   * @param target a bucket, or a prefix that ends in a slash
   * @param progress told of each file
   * @throws IllegalArgumentException if the target names one object, or two files have one name
   * @throws IOException if the caller is interrupted
   */
  public BatchResult<UploadSummary> uploadBatch(
      List<Path> files, String target, BatchProgress<UploadSummary> progress) throws IOException {
    return transfers.uploadAll(files, ObjectUri.parse(target).requireDirectory(), progress);
  }

  /** Stores files under their names, a few at once. */
  public BatchResult<UploadSummary> uploadBatch(List<Path> files, String target)
      throws IOException {
    return uploadBatch(files, target, (item, done, total) -> {});
  }

  /**
   * Fetches all objects under a prefix into files below a directory, a few at once. Each file
   * appears whole or not at all.
   *
   * @param source a bucket, or a prefix that ends in a slash
   * @param progress told of each object
   * @throws IllegalArgumentException if the source names one object
   * @throws IOException if the caller is interrupted
   */
  public BatchResult<DownloadSummary> downloadBatch(
      String source, Path directory, BatchProgress<DownloadSummary> progress) throws IOException {
    return transfers.downloadAll(ObjectUri.parse(source).requireDirectory(), directory, progress);
  }

  /** Fetches all objects under a prefix into files below a directory, a few at once. */
  public BatchResult<DownloadSummary> downloadBatch(String source, Path directory)
      throws IOException {
    return downloadBatch(source, directory, (item, done, total) -> {});
  }

  /** Deletes an object; one that is not there counts as deleted. */
  public void delete(String uri) {
    glider.delete(ObjectUri.parse(uri).address(), WriteCondition.always());
  }

  /**
   * Deletes all objects under a prefix.
   *
   * @param prefix a bucket, or a prefix that ends in a slash
   * @return those that could not be deleted
   */
  public List<DeleteFailure> deleteAll(String prefix) {
    ObjectUri uri = ObjectUri.parse(prefix).requireDirectory();
    return glider.deletePrefix(uri.bucket(), uri.key(), key -> {});
  }

  /**
   * Returns all objects whose keys begin with a prefix, in their order. Pages are read as the
   * stream gets to them.
   *
   * @param fetchMetadata whether sizes are the content's even where that costs a request for each
   *     delta that is not known yet; without it they are the stored ones on S3
   */
  public Stream<ListEntry> list(String prefix, boolean fetchMetadata) {
    ObjectUri uri = ObjectUri.parse(prefix);
    return ListedEntries.stream(glider, uri.bucket(), uri.key(), fetchMetadata);
  }

  /** Returns all objects whose keys begin with a prefix, as this client was built to list them. */
  public Stream<ListEntry> list(String prefix) {
    return list(prefix, store.fetchMetadata());
  }

  /** Returns what is known about an object, without reading it. */
  public ObjectInfo objectInfo(String uri) {
    return glider.head(ObjectUri.parse(uri).address());
  }

  /**
   * Reads an object and its reference again and says what that has proven.
   *
   * @throws IOException if scratch fails
   */
  public VerifyReport verify(String uri) throws IOException {
    return glider.verify(ObjectUri.parse(uri).address());
  }

  /**
   * Says what storing a file would cost, by doing all of it but the writing.
   *
   * @throws IOException if reading the file or scratch fails
   */
  public Estimate estimate(Path file, String target) throws IOException {
    PutRequest request =
        PutRequest.of(ObjectUri.parse(target).addressFor(Transfers.fileName(file)));
    try (InputStream content = Files.newInputStream(file)) {
      return glider.estimate(request, content);
    }
  }

  /** Finds what an object of this name would be compared with. */
  public SimilarObjects findSimilar(String uri) {
    return glider.findSimilar(ObjectUri.parse(uri).address());
  }

  /**
   * Finds what a file would be compared with, and how much they have in common.
   *
   * @throws IOException if reading the file fails
   */
  public SimilarObjects findSimilar(Path file, String target) throws IOException {
    try (InputStream content = Files.newInputStream(file)) {
      return glider.findSimilar(
          ObjectUri.parse(target).addressFor(Transfers.fileName(file)), content);
    }
  }

  /** Counts a bucket's objects and what they cost, so thoroughly. */
  public BucketStats stats(String bucket, StatsLevel level) {
    return glider.stats(bucket, "", level);
  }

  /**
   * Signs a GET of an object's content; see {@link DeltaGliderPresigner}.
   *
   * @throws io.deltaglider.port.storage.StorageException with {@code NOT_SUPPORTED} if the store is
   *     not S3
   * @throws IOException if scratch fails
   */
  public URI presignGetObject(String uri, Duration duration) throws IOException {
    return presigning.presignGetObject(uri, duration);
  }

  /** Deletes what was put aside in a bucket for a time and has expired. */
  public PurgeReport purge(String bucket) {
    return glider.purge(bucket);
  }

  /** Closes the client and its store. */
  @Override
  public void close() {
    transfers.close();
    presigning.close();
    store.close();
  }

  /** Makes the presigner when it is first used: on most stores it never is. */
  private static final class Presigning {
    private final OpenStore store;
    private @Nullable DeltaGliderPresigner presigner; // guarded by this

    Presigning(OpenStore store) {
      this.store = store;
    }

    URI presignGetObject(String uri, Duration duration) throws IOException {
      return presigner().presignGetObject(uri, duration);
    }

    private synchronized DeltaGliderPresigner presigner() {
      DeltaGliderPresigner known = presigner;
      if (known == null) {
        known = new DeltaGliderPresigner(store);
        presigner = known;
      }
      return known;
    }

    synchronized void close() {
      if (presigner != null) {
        presigner.closePresigner();
      }
    }
  }
}
