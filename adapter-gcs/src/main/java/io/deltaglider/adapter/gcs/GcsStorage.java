package io.deltaglider.adapter.gcs;

import com.google.api.services.storage.model.StorageObject;
import com.google.cloud.storage.Storage;
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
import io.deltaglider.port.storage.StoragePort;
import io.deltaglider.port.storage.StoreHeaders;
import io.deltaglider.port.storage.StoredVersion;
import io.deltaglider.port.storage.VersionPage;
import io.deltaglider.port.storage.WriteCondition;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Keeps objects in Google Cloud Storage, over HTTP.
 *
 * <p>Conditions on ETags become conditions on generations, which the service decides. Uploads above
 * a threshold are resumable and cancelled if they fail; a read that is interrupted goes on with the
 * same generation. Retries are those of Google's HTTP client, as the client's options say.
 *
 * <p>Thread-safe. An upload in chunks takes the heap of one chunk, everything else little.
 */
public final class GcsStorage implements StoragePort {
  private static final int MAX_DELETES = 1000;

  private final Storage storage;
  private final GcsLookup lookup;
  private final GcsBuckets buckets;
  private final GcsUpload uploads;
  private final GcsDownload downloads;
  private final GcsListing listings;
  private final GcsDeletes deletes;
  private final GcsCopy copies;
  private final GcsLifecycle lifecycle;
  private final GcsVersions versions;

  /** Creates a store with {@link GcsUploadOptions#DEFAULT}. */
  public GcsStorage(Storage storage) {
    this(storage, GcsUploadOptions.DEFAULT);
  }

  /**
   * Creates a store.
   *
   * @param storage whose options say host, project, credentials, timeouts and retries; closed by
   *     {@link #close}
   * @param options when and how uploads are cut into chunks
   * @throws IllegalArgumentException if it is not a client over HTTP
   */
  public GcsStorage(Storage storage, GcsUploadOptions options) {
    this.storage = Objects.requireNonNull(storage, "storage");
    GcsClient client = new GcsClient(storage.getOptions());
    this.lookup = new GcsLookup(client);
    this.buckets = new GcsBuckets(client, Optional.ofNullable(storage.getOptions().getProjectId()));
    this.uploads = new GcsUpload(client, Objects.requireNonNull(options, "options"));
    this.downloads = new GcsDownload(client, lookup);
    this.listings = new GcsListing(client);
    this.deletes = new GcsDeletes(client, lookup);
    this.copies = new GcsCopy(client, lookup);
    this.lifecycle = new GcsLifecycle(client);
    this.versions = new GcsVersions(client);
  }

  @Override
  public boolean supports(Capability capability, String bucket) {
    return GcsChecks.CAPABILITIES.contains(capability);
  }

  @Override
  public int maxMetadataBytes() {
    return GcsChecks.MAX_METADATA_BYTES;
  }

  @Override
  public void createBucket(String bucket) {
    buckets.create(BucketName.check(bucket));
  }

  @Override
  public void deleteBucket(String bucket) {
    buckets.delete(BucketName.check(bucket));
  }

  @Override
  public boolean bucketExists(String bucket) {
    return buckets.exists(BucketName.check(bucket));
  }

  @Override
  public List<Bucket> listBuckets() {
    return buckets.list();
  }

  @Override
  public StoredVersion put(
      ObjectAddress address,
      ContentSource content,
      ObjectAttributes attributes,
      WriteCondition condition) {
    GcsChecks.attributes("put", address, attributes);
    OptionalLong generation = lookup.generation("put", address, condition);
    StorageObject resource = StoredObject.resource(address, attributes);
    return stored(uploads.put(address, content, resource, generation));
  }

  @Override
  public ObjectHead head(ObjectAddress address, ReadOptions options) {
    if (options.range().isPresent()) {
      throw new IllegalArgumentException("head of a range of " + address);
    }
    GcsChecks.read("head", address, options);
    ObjectHead head = lookup.get("head", address).head();
    if (options.ifMatch().filter(wanted -> !wanted.equals(head.etag())).isPresent()) {
      throw GcsExceptions.wrongEtag("head", address, options.ifMatch().get(), head.etag());
    }
    return head;
  }

  @Override
  public ObjectReader open(ObjectAddress address, ReadOptions options) {
    GcsChecks.read("open", address, options);
    return downloads.open(address, options);
  }

  @Override
  public ObjectPage list(ListQuery query) {
    return listings.list(query);
  }

  @Override
  public DeletedVersion delete(String bucket, DeleteRequest request) {
    ObjectAddress address = new ObjectAddress(bucket, request.key());
    GcsChecks.version("delete", address, request.versionId());
    deletes.delete(address, request.condition());
    return DeletedVersion.GONE;
  }

  @Override
  public List<DeleteFailure> deleteAll(String bucket, List<DeleteRequest> requests) {
    BucketName.check(bucket);
    if (requests.size() > MAX_DELETES) {
      throw new IllegalArgumentException(
          requests.size() + " objects to delete are more than " + MAX_DELETES);
    }
    return deletes.deleteAll(bucket, requests);
  }

  @Override
  public StoredVersion copy(CopyRequest request) {
    GcsChecks.copy(request);
    return stored(copies.copy(request));
  }

  private static StoredVersion stored(StorageObject made) {
    String etag = StoredObject.etag(Optional.ofNullable(made.getMd5Hash()), made.getGeneration());
    return new StoredVersion(etag, Optional.empty(), StoreHeaders.NONE);
  }

  @Override
  public Map<String, String> tags(ObjectAddress address) {
    throw GcsExceptions.notSupported(Capability.TAGS, "read tags of", address);
  }

  @Override
  public boolean keepsVersions(String bucket) {
    return versions.kept(BucketName.check(bucket));
  }

  @Override
  public VersionPage listVersions(ListQuery query) {
    throw GcsExceptions.notSupported(Capability.VERSIONS, "list versions of", query.bucket());
  }

  @Override
  public List<LifecycleRule> lifecycleRules(String bucket) {
    return lifecycle.read(BucketName.check(bucket));
  }

  @Override
  public void setLifecycleRules(String bucket, List<LifecycleRule> rules) {
    lifecycle.write(BucketName.check(bucket), List.copyOf(rules));
  }

  /** Closes the client. */
  @Override
  public void close() {
    try {
      storage.close();
    } catch (Exception e) {
      throw new IllegalStateException("the client cannot be closed", e);
    }
  }
}
