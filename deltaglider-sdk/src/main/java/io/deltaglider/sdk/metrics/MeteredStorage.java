package io.deltaglider.sdk.metrics;

import io.deltaglider.port.storage.Bucket;
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
import io.deltaglider.port.storage.StoragePort;
import io.deltaglider.port.storage.StoredVersion;
import io.deltaglider.port.storage.VersionPage;
import io.deltaglider.port.storage.WriteCondition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Counts the requests to a store by kind and outcome. A call of the port is one request; what an
 * adapter makes of it, such as an upload in parts, is not told apart. Thread-safe.
 */
public final class MeteredStorage implements StoragePort {
  private final StoragePort store;
  private final Metrics metrics;

  /** Creates a decorator, which closes what it decorates. */
  public MeteredStorage(StoragePort store, Metrics metrics) {
    this.store = store;
    this.metrics = metrics;
  }

  private <T> T counted(String operation, Supplier<T> call) {
    try {
      T result = call.get();
      metrics.requested(operation, Optional.empty());
      return result;
    } catch (StorageException e) {
      metrics.requested(operation, Optional.of(e.kind()));
      throw e;
    }
  }

  private void counted(String operation, Runnable call) {
    counted(
        operation,
        () -> {
          call.run();
          return true;
        });
  }

  @Override
  public boolean supports(Capability capability, String bucket) {
    return store.supports(capability, bucket);
  }

  @Override
  public int maxMetadataBytes() {
    return store.maxMetadataBytes();
  }

  @Override
  public void createBucket(String bucket) {
    counted("create_bucket", () -> store.createBucket(bucket));
  }

  @Override
  public void deleteBucket(String bucket) {
    counted("delete_bucket", () -> store.deleteBucket(bucket));
  }

  @Override
  public boolean bucketExists(String bucket) {
    return counted("head_bucket", () -> store.bucketExists(bucket));
  }

  @Override
  public List<Bucket> listBuckets() {
    return counted("list_buckets", store::listBuckets);
  }

  @Override
  public StoredVersion put(
      ObjectAddress address,
      ContentSource content,
      ObjectAttributes attributes,
      WriteCondition condition) {
    return counted("put", () -> store.put(address, content, attributes, condition));
  }

  @Override
  public ObjectHead head(ObjectAddress address, ReadOptions options) {
    return counted("head", () -> store.head(address, options));
  }

  @Override
  public ObjectReader open(ObjectAddress address, ReadOptions options) {
    return counted("get", () -> store.open(address, options));
  }

  @Override
  public ObjectPage list(ListQuery query) {
    return counted("list", () -> store.list(query));
  }

  @Override
  public DeletedVersion delete(String bucket, DeleteRequest request) {
    return counted("delete", () -> store.delete(bucket, request));
  }

  @Override
  public List<DeleteFailure> deleteAll(String bucket, List<DeleteRequest> requests) {
    return counted("delete_all", () -> store.deleteAll(bucket, requests));
  }

  @Override
  public StoredVersion copy(CopyRequest request) {
    return counted("copy", () -> store.copy(request));
  }

  @Override
  public Map<String, String> tags(ObjectAddress address) {
    return counted("get_tags", () -> store.tags(address));
  }

  @Override
  public boolean keepsVersions(String bucket) {
    return counted("get_versioning", () -> store.keepsVersions(bucket));
  }

  @Override
  public VersionPage listVersions(ListQuery query) {
    return counted("list_versions", () -> store.listVersions(query));
  }

  @Override
  public List<LifecycleRule> lifecycleRules(String bucket) {
    return counted("get_lifecycle", () -> store.lifecycleRules(bucket));
  }

  @Override
  public void setLifecycleRules(String bucket, List<LifecycleRule> rules) {
    counted("put_lifecycle", () -> store.setLifecycleRules(bucket, rules));
  }

  @Override
  public void close() {
    store.close();
  }
}
