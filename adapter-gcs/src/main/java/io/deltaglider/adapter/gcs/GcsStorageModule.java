package io.deltaglider.adapter.gcs;

import com.google.api.gax.retrying.RetrySettings;
import com.google.auth.Credentials;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.cloud.NoCredentials;
import com.google.cloud.http.HttpTransportOptions;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.StorageOptions;
import com.google.inject.AbstractModule;
import com.google.inject.multibindings.ProvidesIntoMap;
import com.google.inject.multibindings.StringMapKey;
import io.deltaglider.port.storage.StoragePort;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/**
 * Contributes storage named {@code gcs}; the one Guice-aware class here. Nothing is scoped: whoever
 * picks the entry makes it a singleton, and no credentials are looked for before.
 */
public final class GcsStorageModule extends AbstractModule {
  private static final String ANY_PROJECT = "none";

  private final GcsStorageConfig config;

  /** Creates a module. */
  public GcsStorageModule(GcsStorageConfig config) {
    this.config = Objects.requireNonNull(config, "config");
  }

  @ProvidesIntoMap
  @StringMapKey("gcs")
  StoragePort storage() throws IOException {
    return new GcsStorage(client(), config.uploadOptions());
  }

  private Storage client() throws IOException {
    StorageOptions.Builder builder =
        StorageOptions.http()
            .setCredentials(credentials())
            .setRetrySettings(retries(config.retryTimeout()))
            .setTransportOptions(
                HttpTransportOptions.newBuilder()
                    .setConnectTimeout(Math.toIntExact(config.connectTimeout().toMillis()))
                    .setReadTimeout(Math.toIntExact(config.readTimeout().toMillis()))
                    .build());
    config.endpoint().ifPresent(endpoint -> builder.setHost(host(endpoint)));
    if (config.project().isPresent()) {
      builder.setProjectId(config.project().get());
    } else if (isEmulator()) {
      builder.setProjectId(ANY_PROJECT);
    }
    return builder.build().getService();
  }

  private static String host(URI endpoint) {
    return endpoint.toString().replaceFirst("/+$", "");
  }

  private boolean isEmulator() {
    return config.endpoint().filter(endpoint -> !"https".equals(endpoint.getScheme())).isPresent();
  }

  private Credentials credentials() throws IOException {
    if (config.credentialsFile().isPresent()) {
      return read(config.credentialsFile().get());
    }
    return isEmulator() ? NoCredentials.getInstance() : GoogleCredentials.getApplicationDefault();
  }

  private static Credentials read(Path file) throws IOException {
    try (InputStream json = Files.newInputStream(file)) {
      return GoogleCredentials.fromStream(json);
    }
  }

  private static RetrySettings retries(Duration timeout) {
    return RetrySettings.newBuilder()
        .setInitialRetryDelayDuration(Duration.ofMillis(500))
        .setRetryDelayMultiplier(2)
        .setMaxRetryDelayDuration(Duration.ofSeconds(30))
        .setTotalTimeoutDuration(timeout)
        .setInitialRpcTimeoutDuration(timeout)
        .setRpcTimeoutMultiplier(1)
        .setMaxRpcTimeoutDuration(timeout)
        .build();
  }
}
