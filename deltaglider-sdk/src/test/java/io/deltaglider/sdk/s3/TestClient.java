package io.deltaglider.sdk.s3;

import com.google.cloud.NoCredentials;
import com.google.cloud.storage.StorageOptions;
import io.deltaglider.adapter.filesystem.FilesystemStorage;
import io.deltaglider.adapter.gcs.GcsStorage;
import io.deltaglider.adapter.memory.MemoryReferenceCache;
import io.deltaglider.adapter.memory.MemoryScratch;
import io.deltaglider.adapter.memory.MemoryStorage;
import io.deltaglider.adapter.s3.S3Storage;
import io.deltaglider.adapter.s3.S3StorageOptions;
import io.deltaglider.core.DeltaGlider;
import io.deltaglider.core.Ports;
import io.deltaglider.core.put.PutOptions;
import io.deltaglider.port.scratch.Scratch;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StoragePort;
import io.deltaglider.port.storage.StoreHeaders;
import io.deltaglider.testserver.gcs.GcsTestServer;
import io.deltaglider.testserver.s3.S3TestServer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** A client of ours on any store, with everything below it within reach of a test. */
public final class TestClient implements AutoCloseable {
  private static final long SCRATCH_BYTES = 256L << 20;
  private static final long CACHE_BYTES = 64L << 20;
  private static final AtomicLong IDS = new AtomicLong();

  /** The client. */
  public final DeltaGliderS3Client client;

  final StoragePort storage;
  private final ExecutorService executor;
  private final Scratch scratch;

  private TestClient(
      StoragePort storage,
      Optional<S3Client> store,
      Function<StoreHeaders, StoragePort> viewWith,
      Scratch scratch,
      boolean fetchMetadata) {
    this.storage = storage;
    this.scratch = scratch;
    executor = Executors.newFixedThreadPool(4);
    Ports ports =
        new Ports(
            storage,
            new MemoryReferenceCache(CACHE_BYTES),
            scratch,
            Clock.systemUTC(),
            System::nanoTime,
            executor,
            () -> String.format("%032x", IDS.incrementAndGet()));
    DeltaGlider glider = new DeltaGlider(ports, PutOptions.DEFAULT);
    client =
        DeltaGliderS3Client.create(
            new S3Backend(
                glider,
                store,
                headers ->
                    new DeltaGlider(ports.withStorage(viewWith.apply(headers)), PutOptions.DEFAULT),
                fetchMetadata,
                Clock.systemUTC(),
                "us-east-1",
                this::release));
  }

  /** Returns a client on any storage that is not S3. */
  static TestClient on(StoragePort storage) {
    return on(storage, scratch());
  }

  static TestClient on(StoragePort storage, Scratch scratch) {
    return new TestClient(
        storage,
        Optional.empty(),
        headers -> {
          throw new StorageException(StorageException.Kind.NOT_SUPPORTED, "no view " + headers);
        },
        scratch,
        true);
  }

  private static Scratch scratch() {
    return new MemoryScratch(SCRATCH_BYTES, Duration.ofSeconds(10));
  }

  /** Returns a client on an empty heap. */
  public static TestClient onMemory() {
    return on(new MemoryStorage(Clock.systemUTC()));
  }

  /** Returns a client on a directory. */
  public static TestClient onFiles(Path directory) {
    return on(new FilesystemStorage(directory, Clock.systemUTC()));
  }

  /** Returns a client on a server that speaks the JSON API of Google Cloud Storage. */
  public static TestClient onGcs(GcsTestServer server) {
    return on(
        new GcsStorage(
            StorageOptions.http()
                .setHost(server.uri().toString())
                .setProjectId("test-project")
                .setCredentials(NoCredentials.getInstance())
                .build()
                .getService()));
  }

  /** Returns a client on a server that speaks S3, beside the real client. */
  public static TestClient onS3(S3TestServer server, boolean fetchMetadata) {
    S3Client real = plain(server);
    S3Storage storage = new S3Storage(real, S3StorageOptions.DEFAULT, Clock.systemUTC());
    return new TestClient(
        storage, Optional.of(real), storage::withHeaders, scratch(), fetchMetadata);
  }

  /** Returns the SDK's own client. */
  public static S3Client plain(S3TestServer server) {
    return S3Client.builder()
        .endpointOverride(server.endpoint())
        .forcePathStyle(true)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(S3TestServer.ACCESS_KEY, S3TestServer.SECRET_KEY)))
        // A server that refuses a put at once must be heard before its body is sent.
        .serviceConfiguration(s3 -> s3.expectContinueThresholdInBytes(0L))
        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
        .httpClientBuilder(Apache5HttpClient.builder())
        .build();
  }

  private void release() {
    executor.shutdownNow();
    scratch.close();
    storage.close();
  }

  @Override
  public void close() {
    client.close();
  }
}
