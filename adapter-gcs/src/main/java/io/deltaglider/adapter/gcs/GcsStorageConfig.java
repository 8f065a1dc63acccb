package io.deltaglider.adapter.gcs;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How to reach Google Cloud Storage.
 *
 * @param project the project in which buckets are created and listed; absent for the credentials'
 *     or the environment's
 * @param endpoint where the service is; absent for Google's. One that is not HTTPS is for emulators
 *     and gets no credentials
 * @param credentialsFile a service account's or other credentials in JSON; absent for application
 *     default credentials
 * @param uploadOptions when and how uploads are cut into chunks
 * @param connectTimeout how long to wait for a connection
 * @param readTimeout how long to wait for the next bytes of an answer
 * @param retryTimeout for how long one call is retried at most, all attempts together
 */
public record GcsStorageConfig(
    Optional<String> project,
    Optional<URI> endpoint,
    Optional<Path> credentialsFile,
    GcsUploadOptions uploadOptions,
    Duration connectTimeout,
    Duration readTimeout,
    Duration retryTimeout) {
  /** Google's service with application default credentials, and timeouts for the open internet. */
  public static final GcsStorageConfig DEFAULT =
      new GcsStorageConfig(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          GcsUploadOptions.DEFAULT,
          Duration.ofSeconds(20),
          Duration.ofSeconds(60),
          Duration.ofMinutes(2));

  /** Checks the bounds. */
  public GcsStorageConfig {
    Objects.requireNonNull(project, "project");
    Objects.requireNonNull(endpoint, "endpoint");
    Objects.requireNonNull(credentialsFile, "credentialsFile");
    Objects.requireNonNull(uploadOptions, "uploadOptions");
    checkTimeout("connect", connectTimeout);
    checkTimeout("read", readTimeout);
    checkTimeout("retry", retryTimeout);
    if (endpoint.isPresent() && endpoint.get().getHost() == null) {
      throw new IllegalArgumentException("endpoint without a host");
    }
    if (endpoint.isPresent() && endpoint.get().getUserInfo() != null) {
      throw new IllegalArgumentException("endpoint with credentials in it");
    }
  }

  private static void checkTimeout(String name, Duration timeout) {
    if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException(
          name + " timeout " + timeout + " is not positive or more than a day");
    }
  }

  /** Returns everything but where the credentials are. */
  @Override
  public String toString() {
    return "GcsStorageConfig[project="
        + project.orElse("default")
        + ", endpoint="
        + endpoint.map(URI::toString).orElse("default")
        + ", credentialsFile="
        + (credentialsFile.isPresent() ? "hidden" : "default")
        + ", uploadOptions="
        + uploadOptions
        + ", connectTimeout="
        + connectTimeout
        + ", readTimeout="
        + readTimeout
        + ", retryTimeout="
        + retryTimeout
        + "]";
  }
}
