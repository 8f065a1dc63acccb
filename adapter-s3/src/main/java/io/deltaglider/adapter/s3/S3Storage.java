package io.deltaglider.adapter.s3;

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
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Storage on S3, or on a store that speaks its protocol, through the blocking client of the AWS
 * SDK. Thread-safe.
 *
 * <p>Memory is bounded: bodies are streamed, and large ones sent in parts that are read from the
 * content itself. What fails on the way is repeated by the SDK alone; only a broken download is
 * resumed here. What a store other than AWS can do is found out when it is first needed.
 */
public final class S3Storage implements StoragePort {
  private static final long IDLE_SECONDS = 10;

  /** Who does what. */
  private record Parts(
      S3Buckets buckets,
      S3Reader reader,
      S3Writer writer,
      S3Copier copier,
      S3Deleter deleter,
      S3Lister lister,
      S3Lifecycle lifecycle) {
    static Parts of(
        S3Calls calls,
        S3Capabilities capabilities,
        S3StorageOptions options,
        ExecutorService executor,
        AtomicReference<S3Reader.MetadataIn> metadataIn) {
      S3Reader reader = new S3Reader(calls, capabilities, options.resumes(), metadataIn);
      S3Writer writer = new S3Writer(calls, capabilities, options, executor);
      return new Parts(
          new S3Buckets(calls),
          reader,
          writer,
          new S3Copier(calls, capabilities, options, reader, writer, executor),
          new S3Deleter(calls, capabilities, reader, executor),
          new S3Lister(calls),
          new S3Lifecycle(calls));
    }
  }

  private final S3Calls calls;
  private final S3StorageOptions options;
  private final S3Capabilities capabilities;
  private final AtomicReference<S3Reader.MetadataIn> metadataIn;
  private final ExecutorService executor;
  private final Runnable onClose;
  private final Clock clock;
  private final Parts parts;

  /**
   * Creates storage on a client that stays the caller's: closing the storage does not close it.
   *
   * @param clock tells until when probes may be needed, for their keys
   */
  public S3Storage(S3Client client, S3StorageOptions options, Clock clock) {
    this(client, options, clock, () -> {});
  }

  private S3Storage(S3Client client, S3StorageOptions options, Clock clock, Runnable onClose) {
    calls = new S3Calls(client, StoreHeaders.NONE);
    this.options = options;
    this.clock = clock;
    boolean aws = S3Clients.isAws(client);
    ConditionProbe probe = new ConditionProbe(calls, options.probePrefix(), clock);
    capabilities = new S3Capabilities(calls, aws, options.capabilities(), probe);
    executor = executor(options.parallelism());
    this.onClose =
        () -> {
          executor.shutdown();
          onClose.run();
        };
    metadataIn = new AtomicReference<>(S3Reader.MetadataIn.NOT_KNOWN);
    parts = Parts.of(calls, capabilities, options, executor, metadataIn);
  }

  /** Creates a view. */
  private S3Storage(S3Storage of, StoreHeaders headers) {
    calls = new S3Calls(of.calls.client(), headers);
    options = of.options;
    clock = of.clock;
    onClose = () -> {};
    ConditionProbe probe = new ConditionProbe(calls, options.probePrefix(), clock);
    capabilities = of.capabilities.over(calls, probe);
    executor = of.executor;
    metadataIn = of.metadataIn;
    parts = Parts.of(calls, capabilities, options, executor, metadataIn);
  }

  /** Creates storage with a client of its own, which is closed with it. */
  public static S3Storage open(S3StorageConfig config, Clock clock) {
    S3Client client = S3Clients.create(config);
    return new S3Storage(client, config.options(), clock, client::close);
  }

  /** Creates storage with a client of its own that takes these credentials; see the other. */
  public static S3Storage open(
      S3StorageConfig config, AwsCredentialsProvider credentials, Clock clock) {
    S3Client client = S3Clients.create(config, credentials);
    return new S3Storage(client, config.options(), clock, client::close);
  }

  /**
   * Returns the client that the store is reached with. It ends with this storage if it is its own.
   */
  public S3Client client() {
    return calls.client();
  }

  private static ExecutorService executor(int threads) {
    ThreadPoolExecutor executor =
        new ThreadPoolExecutor(
            threads,
            threads,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "s3-transfer");
              thread.setDaemon(true);
              return thread;
            });
    executor.allowCoreThreadTimeOut(true);
    return executor;
  }

  /**
   * Returns a view of this storage that also sends these headers, such as {@code
   * x-amz-request-payer}, with every request. It ends with this storage; closing it does nothing.
   */
  public S3Storage withHeaders(StoreHeaders headers) {
    Map<String, String> all = new TreeMap<>(calls.headers().entries());
    all.putAll(headers.entries());
    return new S3Storage(this, new StoreHeaders(all));
  }

  @Override
  public boolean supports(Capability capability, String bucket) {
    return capabilities.supports(capability, BucketName.check(bucket));
  }

  @Override
  public int maxMetadataBytes() {
    return S3Writer.MAX_METADATA_BYTES;
  }

  @Override
  public void createBucket(String bucket) {
    parts.buckets().create(BucketName.check(bucket));
  }

  @Override
  public void deleteBucket(String bucket) {
    parts.buckets().delete(BucketName.check(bucket));
  }

  @Override
  public boolean bucketExists(String bucket) {
    return parts.buckets().exists(BucketName.check(bucket));
  }

  @Override
  public List<Bucket> listBuckets() {
    return parts.buckets().list();
  }

  @Override
  public StoredVersion put(
      ObjectAddress address,
      ContentSource content,
      ObjectAttributes attributes,
      WriteCondition condition) {
    return parts.writer().put(address, content, attributes, condition);
  }

  @Override
  public ObjectHead head(ObjectAddress address, ReadOptions options) {
    return parts.reader().head(address, options);
  }

  @Override
  public ObjectReader open(ObjectAddress address, ReadOptions options) {
    return parts.reader().open(address, options);
  }

  @Override
  public ObjectPage list(ListQuery query) {
    return parts.lister().list(query);
  }

  @Override
  public DeletedVersion delete(String bucket, DeleteRequest request) {
    return parts.deleter().delete(bucket, request);
  }

  @Override
  public List<DeleteFailure> deleteAll(String bucket, List<DeleteRequest> requests) {
    return parts.deleter().deleteAll(BucketName.check(bucket), requests);
  }

  @Override
  public StoredVersion copy(CopyRequest request) {
    return parts.copier().copy(request);
  }

  @Override
  public Map<String, String> tags(ObjectAddress address) {
    return parts.reader().tags(address);
  }

  @Override
  public boolean keepsVersions(String bucket) {
    return capabilities.keepsVersions(BucketName.check(bucket));
  }

  @Override
  public VersionPage listVersions(ListQuery query) {
    if (query.delimiter().isPresent() || query.startAfter().isPresent()) {
      throw new IllegalArgumentException(
          "versions of " + query.bucket() + " are listed without delimiter and startAfter");
    }
    capabilities.require(Capability.VERSIONS, query.bucket(), "list versions of", query.bucket());
    return parts.lister().listVersions(query);
  }

  @Override
  public List<LifecycleRule> lifecycleRules(String bucket) {
    BucketName.check(bucket);
    capabilities.require(Capability.LIFECYCLE_RULES, bucket, "read lifecycle rules of", bucket);
    return parts.lifecycle().read(bucket);
  }

  @Override
  public void setLifecycleRules(String bucket, List<LifecycleRule> rules) {
    BucketName.check(bucket);
    capabilities.require(Capability.LIFECYCLE_RULES, bucket, "set lifecycle rules of", bucket);
    parts.lifecycle().replace(bucket, rules);
  }

  /** Ends the transfers' threads, and closes the client if this storage created it. */
  @Override
  public void close() {
    onClose.run();
  }
}
