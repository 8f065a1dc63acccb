package io.deltaglider.adapter.memory;

import static io.deltaglider.adapter.memory.MemoryFailures.failure;
import static io.deltaglider.adapter.memory.MemoryFailures.noSuchBucket;
import static io.deltaglider.adapter.memory.MemoryFailures.noSuchKey;

import io.deltaglider.port.storage.Bucket;
import io.deltaglider.port.storage.BucketName;
import io.deltaglider.port.storage.ByteRange;
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
import io.deltaglider.port.storage.StoredVersion;
import io.deltaglider.port.storage.VersionPage;
import io.deltaglider.port.storage.WriteCondition;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * Keeps objects on the heap until the instance is forgotten.
 *
 * <p>Thread-safe. A put reads its content before it takes the lock under which it is decided and
 * made visible; readers hold no lock at all, since what is stored never changes.
 */
public final class MemoryStorage implements StoragePort {
  private static final int MAX_BATCH = 1000;

  private final Clock clock;
  private final MemoryStorageOptions options;
  private final MemoryChecks checks;
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private final NavigableMap<String, MemoryBucket> buckets = new TreeMap<>();
  private long versionsMade;

  /** Creates an empty store with {@link MemoryStorageOptions#DEFAULT}. */
  public MemoryStorage(Clock clock) {
    this(clock, MemoryStorageOptions.DEFAULT);
  }

  /**
   * Creates an empty store.
   *
   * @param clock says when objects and buckets are written
   * @param options what the store should have
   */
  public MemoryStorage(Clock clock, MemoryStorageOptions options) {
    this.clock = Objects.requireNonNull(clock, "clock");
    this.options = Objects.requireNonNull(options, "options");
    this.checks = new MemoryChecks(options);
  }

  @Override
  public boolean supports(Capability capability, String bucket) {
    return options.capabilities().contains(capability);
  }

  @Override
  public int maxMetadataBytes() {
    return options.maxMetadataBytes();
  }

  @Override
  public void createBucket(String bucket) {
    BucketName.check(bucket);
    changing(
        () -> {
          if (buckets.putIfAbsent(bucket, new MemoryBucket(clock.instant())) != null) {
            throw failure(
                Kind.BUCKET_ALREADY_EXISTS, "create", bucket, "there is such a bucket already");
          }
        });
  }

  @Override
  public void deleteBucket(String bucket) {
    changing(
        () -> {
          if (!bucket("delete", bucket, bucket).isEmpty()) {
            throw failure(Kind.BUCKET_NOT_EMPTY, "delete", bucket, "the bucket holds objects");
          }
          buckets.remove(bucket);
        });
  }

  @Override
  public boolean bucketExists(String bucket) {
    BucketName.check(bucket);
    return reading(() -> buckets.containsKey(bucket));
  }

  @Override
  public List<Bucket> listBuckets() {
    return reading(
        () ->
            buckets.entrySet().stream()
                .map(entry -> new Bucket(entry.getKey(), entry.getValue().createdAt()))
                .toList());
  }

  @Override
  public StoredVersion put(
      ObjectAddress address,
      ContentSource content,
      ObjectAttributes attributes,
      WriteCondition condition) {
    checks.attributes("put", address, attributes);
    if (condition.kind() != WriteCondition.Kind.ALWAYS) {
      checks.require(Capability.CONDITIONAL_PUT, "put", address);
    }
    reading(() -> bucket("put", address.bucket(), address));
    MemoryBody body = MemoryBody.read(address, content);
    return writing(
        () -> {
          MemoryBucket bucket = bucket("put", address.bucket(), address);
          MemoryChecks.condition("put", address, bucket.find(address.key()), condition);
          return store(bucket, address, body, attributes);
        });
  }

  @Override
  public ObjectHead head(ObjectAddress address, ReadOptions readOptions) {
    if (readOptions.range().isPresent()) {
      throw new IllegalArgumentException("head of a range of " + address);
    }
    return find("head", address, readOptions).head();
  }

  @Override
  public ObjectReader open(ObjectAddress address, ReadOptions readOptions) {
    MemoryObject object = find("open", address, readOptions);
    ObjectHead head = object.head();
    if (readOptions.range().isEmpty()) {
      return new ObjectReader(head, object.body().stream());
    }
    ByteRange range = readOptions.range().get();
    if (!range.isSatisfiable(head.size())) {
      throw failure(
          Kind.INVALID_RANGE, "open", address, "no " + range + " in " + head.size() + " bytes");
    }
    return new ObjectReader(
        head, object.body().stream(range.start(head.size()), range.end(head.size())));
  }

  @Override
  public ObjectPage list(ListQuery query) {
    boolean withHeads = options.capabilities().contains(Capability.METADATA_WITH_LISTING);
    return reading(() -> bucket("list", query.bucket(), query.bucket()).list(query, withHeads));
  }

  @Override
  public DeletedVersion delete(String bucket, DeleteRequest request) {
    ObjectAddress address = new ObjectAddress(bucket, request.key());
    if (request.condition().kind() != WriteCondition.Kind.ALWAYS) {
      checks.require(Capability.CONDITIONAL_DELETE, "delete", address);
    }
    if (request.versionId().isPresent()) {
      checks.require(Capability.VERSIONS, "delete", address);
    }
    return writing(() -> remove(bucket("delete", bucket, address), address, request));
  }

  @Override
  public List<DeleteFailure> deleteAll(String bucket, List<DeleteRequest> requests) {
    if (requests.size() > MAX_BATCH) {
      throw new IllegalArgumentException(
          requests.size() + " objects to delete are more than " + MAX_BATCH);
    }
    reading(() -> bucket("delete", bucket, bucket));
    List<DeleteFailure> failures = new ArrayList<>();
    for (DeleteRequest request : requests) {
      try {
        delete(bucket, request);
      } catch (StorageException e) {
        failures.add(new DeleteFailure(request, e));
      }
    }
    return failures;
  }

  @Override
  public StoredVersion copy(CopyRequest request) {
    checks.copy(request);
    return writing(
        () -> {
          ObjectAddress target = request.target();
          MemoryObject source = find("copy", request.source(), request.sourceVersionId());
          MemoryChecks.etag("copy", request.source(), source.head(), request.sourceEtag());
          MemoryBucket bucket = bucket("copy to", target.bucket(), target);
          MemoryChecks.condition("copy to", target, bucket.find(target.key()), request.condition());
          return store(
              bucket,
              target,
              new MemoryBody(source.body(), source.head().etag()),
              request.replacement().orElseGet(source::attributes));
        });
  }

  @Override
  public Map<String, String> tags(ObjectAddress address) {
    checks.require(Capability.TAGS, "read tags of", address);
    return reading(() -> find("read tags of", address, Optional.empty())).tags();
  }

  @Override
  public boolean keepsVersions(String bucket) {
    reading(() -> bucket("read versioning of", bucket, bucket));
    return options.capabilities().contains(Capability.VERSIONS);
  }

  @Override
  public VersionPage listVersions(ListQuery query) {
    checks.require(Capability.VERSIONS, "list versions of", query.bucket());
    if (query.delimiter().isPresent() || query.startAfter().isPresent()) {
      throw new IllegalArgumentException(
          "versions are listed without delimiter and startAfter: " + query);
    }
    return reading(
        () -> bucket("list versions of", query.bucket(), query.bucket()).listVersions(query));
  }

  @Override
  public List<LifecycleRule> lifecycleRules(String bucket) {
    checks.require(Capability.LIFECYCLE_RULES, "read lifecycle rules of", bucket);
    return reading(() -> bucket("read lifecycle rules of", bucket, bucket).lifecycleRules());
  }

  @Override
  public void setLifecycleRules(String bucket, List<LifecycleRule> rules) {
    checks.require(Capability.LIFECYCLE_RULES, "set lifecycle rules of", bucket);
    List<LifecycleRule> copy = List.copyOf(rules);
    changing(() -> bucket("set lifecycle rules of", bucket, bucket).setLifecycleRules(copy));
  }

  /** Does nothing: the objects are there as long as the instance is. */
  @Override
  public void close() {}

  private MemoryBucket bucket(String action, String name, Object address) {
    MemoryBucket bucket = buckets.get(BucketName.check(name));
    if (bucket == null) {
      throw noSuchBucket(action, address);
    }
    return bucket;
  }

  private MemoryObject find(String action, ObjectAddress address, ReadOptions readOptions) {
    checks.read(action, address, readOptions);
    MemoryObject object = reading(() -> find(action, address, readOptions.versionId()));
    MemoryChecks.etag(action, address, object.head(), readOptions.ifMatch());
    return object;
  }

  private MemoryObject find(String action, ObjectAddress address, Optional<String> versionId) {
    MemoryBucket bucket = bucket(action, address.bucket(), address);
    String key = address.key();
    return versionId
        .map(id -> bucket.findVersion(key, id))
        .orElseGet(() -> bucket.find(key))
        .orElseThrow(() -> noSuchKey(action, address));
  }

  private StoredVersion store(
      MemoryBucket bucket, ObjectAddress address, MemoryBody body, ObjectAttributes attributes) {
    Optional<String> versionId = Optional.empty();
    if (options.capabilities().contains(Capability.VERSIONS)) {
      versionId = Optional.of(nextVersionId());
    }
    ObjectHead head =
        new ObjectHead(
            address,
            body.bytes().size(),
            body.etag(),
            clock.instant(),
            attributes.headers(),
            attributes.metadata(),
            attributes.storageClass(),
            versionId,
            attributes.storeHeaders());
    bucket.put(new MemoryObject(head, attributes.tags(), body.bytes()));
    return new StoredVersion(body.etag(), versionId, attributes.storeHeaders());
  }

  private DeletedVersion remove(MemoryBucket bucket, ObjectAddress address, DeleteRequest request) {
    String key = address.key();
    Optional<MemoryObject> found =
        request
            .versionId()
            .map(id -> bucket.findVersion(key, id))
            .orElseGet(() -> bucket.find(key));
    MemoryChecks.condition("delete", address, found, request.condition());
    if (request.versionId().isPresent()) {
      boolean marker = bucket.removeVersion(key, request.versionId().get());
      return new DeletedVersion(request.versionId(), marker);
    }
    if (options.capabilities().contains(Capability.VERSIONS)) {
      String marker = nextVersionId();
      bucket.mark(key, marker, clock.instant());
      return new DeletedVersion(Optional.of(marker), true);
    }
    bucket.remove(key);
    return DeletedVersion.GONE;
  }

  /** Ids ascend as text, so that the newest version of a key is the one with the greatest. */
  private String nextVersionId() {
    versionsMade++;
    return HexFormat.of().toHexDigits(versionsMade);
  }

  private <T> T reading(Supplier<T> work) {
    lock.readLock().lock();
    try {
      return work.get();
    } finally {
      lock.readLock().unlock();
    }
  }

  private <T> T writing(Supplier<T> work) {
    lock.writeLock().lock();
    try {
      return work.get();
    } finally {
      lock.writeLock().unlock();
    }
  }

  private void changing(Runnable work) {
    lock.writeLock().lock();
    try {
      work.run();
    } finally {
      lock.writeLock().unlock();
    }
  }
}
