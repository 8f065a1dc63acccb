package io.deltaglider.port.contract;

import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.StoragePort;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** One call of a {@link StoragePort}, as {@link FaultyStorage} saw it. Thread-safe. */
public final class StorageCall {
  private final Operation operation;
  private final String bucket;
  private final List<String> keys;
  private final Optional<ObjectAddress> source;
  private final AtomicLong bytesRead = new AtomicLong();
  private final AtomicLong bytesWritten = new AtomicLong();

  /** The methods of {@link StoragePort} that reach the store. */
  public enum Operation {
    /** {@link StoragePort#createBucket}. */
    CREATE_BUCKET(true),
    /** {@link StoragePort#deleteBucket}. */
    DELETE_BUCKET(true),
    /** {@link StoragePort#bucketExists}. */
    BUCKET_EXISTS(false),
    /** {@link StoragePort#listBuckets}. */
    LIST_BUCKETS(false),
    /** {@link StoragePort#put}. */
    PUT(true),
    /** {@link StoragePort#head}. */
    HEAD(false),
    /** {@link StoragePort#open}. */
    OPEN(false),
    /** {@link StoragePort#list}. */
    LIST(false),
    /** {@link StoragePort#delete}. */
    DELETE(true),
    /** {@link StoragePort#deleteAll}. */
    DELETE_ALL(true),
    /** {@link StoragePort#copy}. */
    COPY(true),
    /** {@link StoragePort#tags}. */
    TAGS(false),
    /** {@link StoragePort#keepsVersions}. */
    KEEPS_VERSIONS(false),
    /** {@link StoragePort#listVersions}. */
    LIST_VERSIONS(false),
    /** {@link StoragePort#lifecycleRules}. */
    LIFECYCLE_RULES(false),
    /** {@link StoragePort#setLifecycleRules}. */
    SET_LIFECYCLE_RULES(true);

    private final boolean write;

    Operation(boolean write) {
      this.write = write;
    }

    /** Returns whether such a call may change what is stored. */
    public boolean isWrite() {
      return write;
    }
  }

  private StorageCall(
      Operation operation, String bucket, List<String> keys, Optional<ObjectAddress> source) {
    this.operation = operation;
    this.bucket = bucket;
    this.keys = List.copyOf(keys);
    this.source = source;
  }

  static StorageCall onStore(Operation operation) {
    return new StorageCall(operation, "", List.of(), Optional.empty());
  }

  static StorageCall onBucket(Operation operation, String bucket) {
    return new StorageCall(operation, bucket, List.of(), Optional.empty());
  }

  static StorageCall onObject(Operation operation, ObjectAddress address) {
    return onKeys(operation, address.bucket(), List.of(address.key()));
  }

  static StorageCall onKeys(Operation operation, String bucket, List<String> keys) {
    return new StorageCall(operation, bucket, keys, Optional.empty());
  }

  static StorageCall ofCopy(ObjectAddress source, ObjectAddress target) {
    return new StorageCall(
        Operation.COPY, target.bucket(), List.of(target.key()), Optional.of(source));
  }

  /** Returns which method was called. */
  public Operation operation() {
    return operation;
  }

  /** Returns the bucket, the target's for a copy; empty for {@link Operation#LIST_BUCKETS}. */
  public String bucket() {
    return bucket;
  }

  /**
   * Returns the key, the target's for a copy; the prefix of a listing; the first key of a batch;
   * empty if the call names none.
   */
  public String key() {
    return keys.isEmpty() ? "" : keys.get(0);
  }

  /** Returns all keys of a batch; else {@link #key} alone, or nothing. */
  public List<String> keys() {
    return keys;
  }

  /** Returns what a copy copies. */
  public Optional<ObjectAddress> source() {
    return source;
  }

  /** Returns how many bytes of the opened body were read so far. */
  public long bytesRead() {
    return bytesRead.get();
  }

  /** Returns how many bytes of the content the store took so far, repetitions included. */
  public long bytesWritten() {
    return bytesWritten.get();
  }

  void countRead(long bytes) {
    bytesRead.addAndGet(bytes);
  }

  void countWritten(long bytes) {
    bytesWritten.addAndGet(bytes);
  }

  /** Returns {@code OPERATION bucket/key}. */
  @Override
  public String toString() {
    return operation + " " + bucket + (keys.isEmpty() ? "" : "/" + String.join(",", keys));
  }
}
