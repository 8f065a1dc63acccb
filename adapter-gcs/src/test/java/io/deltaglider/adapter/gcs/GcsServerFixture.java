package io.deltaglider.adapter.gcs;

import com.google.api.gax.retrying.RetrySettings;
import com.google.cloud.NoCredentials;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.StorageOptions;
import java.net.URI;
import java.time.Duration;

/** The real client, set up for a server that is near and whose faults are meant. */
final class GcsServerFixture {
  private GcsServerFixture() {}

  static Storage client(URI server) {
    return StorageOptions.http()
        .setHost(server.toString())
        .setProjectId("test-project")
        .setCredentials(NoCredentials.getInstance())
        .setRetrySettings(
            RetrySettings.newBuilder()
                .setMaxAttempts(4)
                .setInitialRetryDelayDuration(Duration.ofMillis(1))
                .setRetryDelayMultiplier(1)
                .setMaxRetryDelayDuration(Duration.ofMillis(5))
                .setTotalTimeoutDuration(Duration.ofSeconds(20))
                .build())
        .build()
        .getService();
  }
}
