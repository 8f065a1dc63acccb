package io.deltaglider.integration;

import com.google.api.gax.retrying.RetrySettings;
import com.google.cloud.NoCredentials;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.StorageOptions;
import io.deltaglider.adapter.gcs.GcsStorage;
import io.deltaglider.adapter.gcs.GcsUploadOptions;
import io.deltaglider.port.storage.StoragePort;
import io.deltaglider.testserver.gcs.GcsTestServer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/** A Google Cloud Storage server in this process, and clients of it that retry at once. */
final class GcsServed implements AutoCloseable {
  private static final int CHUNK_BYTES = 1 << 20;

  private final GcsTestServer server;

  GcsServed() throws IOException {
    server = GcsTestServer.start();
  }

  GcsTestServer server() {
    return server;
  }

  /** Returns storage that uploads in chunks early. */
  StoragePort storage(URI endpoint) {
    return new GcsStorage(client(endpoint), new GcsUploadOptions(CHUNK_BYTES, CHUNK_BYTES));
  }

  private static Storage client(URI endpoint) {
    return StorageOptions.http()
        .setHost(endpoint.toString())
        .setProjectId("test-project")
        .setCredentials(NoCredentials.getInstance())
        .setRetrySettings(
            RetrySettings.newBuilder()
                .setMaxAttempts(3)
                .setInitialRetryDelayDuration(Duration.ofMillis(1))
                .setRetryDelayMultiplier(1)
                .setMaxRetryDelayDuration(Duration.ofMillis(5))
                .setTotalTimeoutDuration(Duration.ofSeconds(20))
                .build())
        .build()
        .getService();
  }

  @Override
  public void close() {
    server.close();
  }
}
