package io.deltaglider.integration;

import io.deltaglider.adapter.s3.S3Storage;
import io.deltaglider.adapter.s3.S3StorageOptions;
import io.deltaglider.port.storage.StoragePort;
import io.deltaglider.testserver.s3.S3TestServer;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.s3.S3Client;

/** An S3 server in this process, and clients of it that neither wait long nor retry slowly. */
final class S3Served implements AutoCloseable {
  private static final int PART_SIZE = 5 << 20;
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(10);
  private static final int CONNECTIONS = 128;

  private final S3TestServer server = S3TestServer.start();
  private final StandardRetryStrategy retries =
      StandardRetryStrategy.builder()
          .maxAttempts(3)
          .backoffStrategy(BackoffStrategy.retryImmediately())
          .throttlingBackoffStrategy(BackoffStrategy.retryImmediately())
          .circuitBreakerEnabled(false)
          .build();

  S3TestServer server() {
    return server;
  }

  /** Returns a client of the server, which may be reached through a proxy. */
  S3Client client(URI endpoint) {
    return S3Client.builder()
        .endpointOverride(endpoint)
        .forcePathStyle(true)
        .region(Region.US_EAST_1)
        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
        .credentialsProvider(DropInClients.credentials())
        .httpClientBuilder(
            Apache5HttpClient.builder().maxConnections(CONNECTIONS).socketTimeout(READ_TIMEOUT))
        .overrideConfiguration(configuration -> configuration.retryStrategy(retries))
        .build();
  }

  /** Returns storage that uploads in parts early. The client lives as long as the process. */
  StoragePort storage(URI endpoint) {
    S3StorageOptions options = S3StorageOptions.DEFAULT.withParts(PART_SIZE, PART_SIZE);
    return new S3Storage(client(endpoint), options, Clock.systemUTC());
  }

  @Override
  public void close() {
    server.close();
  }
}
