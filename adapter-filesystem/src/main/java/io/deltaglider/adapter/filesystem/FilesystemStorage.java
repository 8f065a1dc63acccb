package io.deltaglider.adapter.filesystem;

import io.deltaglider.adapter.filesystem.LockFile.Action;
import io.deltaglider.port.storage.Bucket;
import io.deltaglider.port.storage.BucketName;
import io.deltaglider.port.storage.Capability;
import io.deltaglider.port.storage.ContentSource;
import io.deltaglider.port.storage.CopyRequest;
import io.deltaglider.port.storage.DeleteFailure;
import io.deltaglider.port.storage.DeleteRequest;
import io.deltaglider.port.storage.DeletedVersion;
import io.deltaglider.port.storage.LifecycleRule;
import io.deltaglider.port.storage.ListQuery;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.ObjectAttributes;
import io.deltaglider.port.storage.ObjectHead;
import io.deltaglider.port.storage.ObjectPage;
import io.deltaglider.port.storage.ObjectReader;
import io.deltaglider.port.storage.ReadOptions;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import io.deltaglider.port.storage.StoragePort;
import io.deltaglider.port.storage.StoreHeaders;
import io.deltaglider.port.storage.StoredVersion;
import io.deltaglider.port.storage.VersionPage;
import io.deltaglider.port.storage.WriteCondition;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Object storage in a directory: each bucket is a directory under it, each object one file with
 * body and metadata. {@code docs/FILESYSTEM.md} specifies names, files, locks and the order of a
 * write.
 *
 * <p>Any number of threads and processes may use one directory at the same time, as long as its
 * file system has atomic renames and byte-range locks. What a write acknowledged survives the loss
 * of power as far as the file system honours forced writes; a write that fails with {@code
 * UNAVAILABLE} after its file took its place, because a directory could not be forced, may or may
 * not have happened.
 *
 * <p>An operation that is interrupted fails with {@code UNAVAILABLE}, and the thread stays
 * interrupted. Thread-safe.
 */
public final class FilesystemStorage implements StoragePort {
  private static final Set<Capability> CAPABILITIES =
      Set.copyOf(
          EnumSet.of(
              Capability.CONDITIONAL_PUT,
              Capability.CONDITIONAL_DELETE,
              Capability.CONDITIONAL_COPY,
              Capability.METADATA_WITH_LISTING,
              Capability.CONTENT_LANGUAGE,
              Capability.TAGS,
              Capability.STORAGE_CLASS));
  private static final int MAX_DELETES = 1000;

  private final Path root;
  private final Clock clock;
  private final FileOperations operations;
  private final DirectoryReader directories;
  private final Buckets buckets;
  private final Map<String, LockFile> locks = new HashMap<>(); // guarded by itself

  /**
   * Opens a store. Nothing is read or created yet.
   *
   * @param root its directory; need not exist
   * @param clock says when objects are written
   */
  public FilesystemStorage(Path root, Clock clock) {
    this(root, clock, new DiskOperations());
  }

  FilesystemStorage(Path root, Clock clock, FileOperations operations) {
    this.root = root.toAbsolutePath().normalize();
    this.clock = clock;
    this.operations = operations;
    this.directories = new DirectorySnapshots(System::nanoTime);
    this.buckets = new Buckets(operations, this.root);
  }

  @Override
  public boolean supports(Capability capability, String bucket) {
    return CAPABILITIES.contains(capability);
  }

  @Override
  public int maxMetadataBytes() {
    return RequestChecks.MAX_METADATA_BYTES;
  }

  @Override
  public void createBucket(String bucket) {
    BucketDirectory directory = bucket(bucket);
    translating(
        "create bucket",
        bucket,
        () -> {
          buckets.prepareRoot();
          return locks(directory)
              .exclusively(
                  () -> {
                    buckets.create(directory, clock.instant());
                    return directory;
                  });
        });
  }

  @Override
  public void deleteBucket(String bucket) {
    BucketDirectory directory = bucket(bucket);
    directory.require("delete bucket", bucket);
    translating(
        "delete bucket",
        bucket,
        () ->
            locks(directory)
                .exclusively(
                    () -> {
                      buckets.delete(directory);
                      return directory;
                    }));
  }

  @Override
  public boolean bucketExists(String bucket) {
    return bucket(bucket).exists();
  }

  @Override
  public List<Bucket> listBuckets() {
    return translating("list buckets of", root, buckets::list);
  }

  @Override
  public StoredVersion put(
      ObjectAddress address,
      ContentSource content,
      ObjectAttributes attributes,
      WriteCondition condition) {
    RequestChecks.attributes("put", address, attributes);
    BucketWriter.Body body =
        file -> {
          String etag = file.writeBody(content);
          file.finish(etag, content.size(), clock.instant(), attributes);
          return etag;
        };
    return write("put", address, body, condition);
  }

  private StoredVersion write(
      String action, ObjectAddress address, BucketWriter.Body body, WriteCondition condition) {
    BucketDirectory directory = bucket(address.bucket());
    directory.require(action, address);
    String etag =
        translating(
            action, address, () -> writer(directory).write(action, address, body, condition));
    return new StoredVersion(etag, Optional.empty(), StoreHeaders.NONE);
  }

  @Override
  public ObjectHead head(ObjectAddress address, ReadOptions options) {
    RequestChecks.read("head", address, options);
    if (options.range().isPresent()) {
      throw new IllegalArgumentException("head of a range of " + address);
    }
    return translating(
        "head",
        address,
        () -> {
          try (ObjectFile file = openFile("head", address)) {
            RequestChecks.etag("head", file.head(), options.ifMatch());
            return file.head();
          }
        });
  }

  @Override
  public ObjectReader open(ObjectAddress address, ReadOptions options) {
    RequestChecks.read("open", address, options);
    return translating(
        "open",
        address,
        () -> {
          ObjectFile file = openFile("open", address);
          try {
            return reader(file, options);
          } catch (StorageException e) {
            file.close();
            throw e;
          }
        });
  }

  private static ObjectReader reader(ObjectFile file, ReadOptions options) {
    ObjectHead head = file.head();
    RequestChecks.etag("open", head, options.ifMatch());
    long from = 0;
    long to = head.size();
    if (options.range().isPresent()) {
      if (!options.range().get().isSatisfiable(to)) {
        throw FilesystemExceptions.failure(
            Kind.INVALID_RANGE,
            "open",
            head.address(),
            "no byte of " + options.range().get() + " is in its " + to + " bytes");
      }
      from = options.range().get().start(to);
      to = options.range().get().end(to);
    }
    return new ObjectReader(head, new ObjectBodyInputStream(file, from, to));
  }

  @Override
  public ObjectPage list(ListQuery query) {
    BucketDirectory directory = bucket(query.bucket());
    directory.require("list", query.bucket());
    return translating(
        "list", query.bucket(), () -> new BucketListing(directories, directory, query).page());
  }

  @Override
  public DeletedVersion delete(String bucket, DeleteRequest request) {
    ObjectAddress address = new ObjectAddress(bucket, request.key());
    RequestChecks.version("delete", address, request.versionId());
    BucketDirectory directory = bucket(bucket);
    directory.require("delete", address);
    return translating(
        "delete",
        address,
        () -> {
          writer(directory).delete(address, request.condition());
          return DeletedVersion.GONE;
        });
  }

  @Override
  public List<DeleteFailure> deleteAll(String bucket, List<DeleteRequest> requests) {
    if (requests.size() > MAX_DELETES) {
      throw new IllegalArgumentException(requests.size() + " deletes are more than " + MAX_DELETES);
    }
    BucketDirectory directory = bucket(bucket);
    directory.require("delete from", bucket);
    return translating(
        "delete from", bucket, () -> new BatchDeletion(writer(directory), bucket).run(requests));
  }

  @Override
  public StoredVersion copy(CopyRequest request) {
    RequestChecks.version("copy", request.source(), request.sourceVersionId());
    request
        .replacement()
        .ifPresent(given -> RequestChecks.attributes("copy", request.target(), given));
    RequestChecks.headers("copy", request.source(), request.storeHeaders());
    return translating(
        "copy",
        request.source(),
        () -> {
          try (ObjectFile source = openFile("copy", request.source())) {
            RequestChecks.etag("copy", source.head(), request.sourceEtag());
            ObjectAttributes attributes =
                request.replacement().orElse(source.trailer().attributes());
            return write(
                "copy to", request.target(), copyOf(source, attributes), request.condition());
          }
        });
  }

  private BucketWriter.Body copyOf(ObjectFile source, ObjectAttributes attributes) {
    return file -> {
      file.copyBody(source);
      ObjectHead head = source.head();
      file.finish(head.etag(), head.size(), clock.instant(), attributes);
      return head.etag();
    };
  }

  @Override
  public Map<String, String> tags(ObjectAddress address) {
    return translating(
        "read tags of",
        address,
        () -> {
          try (ObjectFile file = openFile("read tags of", address)) {
            return file.trailer().attributes().tags();
          }
        });
  }

  @Override
  public boolean keepsVersions(String bucket) {
    if (!bucketExists(bucket)) {
      throw new StorageException(
          StorageException.Kind.NO_SUCH_BUCKET,
          "read versioning of " + bucket + ": there is no such bucket");
    }
    return false;
  }

  @Override
  public VersionPage listVersions(ListQuery query) {
    throw RequestChecks.unsupported("list versions of", query.bucket(), Capability.VERSIONS);
  }

  @Override
  public List<LifecycleRule> lifecycleRules(String bucket) {
    throw RequestChecks.unsupported(
        "read lifecycle rules of", BucketName.check(bucket), Capability.LIFECYCLE_RULES);
  }

  @Override
  public void setLifecycleRules(String bucket, List<LifecycleRule> rules) {
    throw RequestChecks.unsupported(
        "set lifecycle rules of", BucketName.check(bucket), Capability.LIFECYCLE_RULES);
  }

  @Override
  public void close() {
    translating(
        "close",
        root,
        () -> {
          synchronized (locks) {
            for (LockFile lockFile : locks.values()) {
              lockFile.release();
            }
            locks.clear();
          }
          return root;
        });
  }

  private BucketDirectory bucket(String name) {
    return new BucketDirectory(root, BucketName.check(name));
  }

  private BucketWriter writer(BucketDirectory bucket) throws IOException {
    return new BucketWriter(operations, bucket, locks(bucket));
  }

  /** Returns the bucket's locks. The first time, deletes what dead processes left staged. */
  private LockFile locks(BucketDirectory bucket) throws IOException {
    synchronized (locks) {
      LockFile lockFile = locks.get(bucket.name());
      if (lockFile == null) {
        lockFile = LockFile.open(BucketDirectory.locks(root), bucket.name());
        locks.put(bucket.name(), lockFile);
        new StagingArea(operations, bucket, lockFile).sweep();
      }
      return lockFile;
    }
  }

  /** Opens the current object. The caller closes. */
  private ObjectFile openFile(String action, ObjectAddress address) throws IOException {
    BucketDirectory bucket = bucket(address.bucket());
    bucket.require(action, address);
    KeyPath path = KeyPath.of(ByteText.encode(address.key()).orElseThrow());
    Optional<ObjectFile> file = Optional.empty();
    if (bucket.find(path).isPresent()) {
      file = ObjectFile.open(path.fileIn(bucket.objects()), address);
    }
    return file.orElseThrow(
        () ->
            FilesystemExceptions.failure(
                Kind.NO_SUCH_KEY, action, address, "there is no such object"));
  }

  private static <T> T translating(String action, Object address, Action<T> work) {
    try {
      return work.run();
    } catch (IOException e) {
      throw FilesystemExceptions.translate(e, action, address);
    }
  }
}
