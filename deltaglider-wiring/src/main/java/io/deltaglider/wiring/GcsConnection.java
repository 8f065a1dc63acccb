package io.deltaglider.wiring;

import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * How to reach Google Cloud Storage. What is absent is looked up as Google's tools do. Needs {@code
 * adapter-gcs} on the class path.
 *
 * @param project in which buckets are created and listed
 * @param endpoint another server than Google's; one that is not HTTPS gets no credentials
 * @param credentialsFile credentials in JSON
 */
public record GcsConnection(
    Optional<String> project, Optional<URI> endpoint, Optional<Path> credentialsFile) {
  /** Google's service, with everything looked up. */
  public static final GcsConnection DEFAULT =
      new GcsConnection(Optional.empty(), Optional.empty(), Optional.empty());

  /** Checks that nothing is null. */
  public GcsConnection {
    Objects.requireNonNull(project, "project");
    Objects.requireNonNull(endpoint, "endpoint");
    Objects.requireNonNull(credentialsFile, "credentialsFile");
  }

  /** Returns a copy with a project. */
  public GcsConnection withProject(String name) {
    return new GcsConnection(Optional.of(name), endpoint, credentialsFile);
  }

  /** Returns a copy for another server. */
  public GcsConnection withEndpoint(URI uri) {
    return new GcsConnection(project, Optional.of(uri), credentialsFile);
  }

  /** Returns a copy with credentials. */
  public GcsConnection withCredentialsFile(Path file) {
    return new GcsConnection(project, endpoint, Optional.of(file));
  }

  /** Returns a copy that takes from {@code settings} what this leaves open. */
  GcsConnection or(EnvironmentSettings.Cloud settings) {
    return new GcsConnection(project, endpoint.or(settings::gcsEndpoint), credentialsFile);
  }
}
