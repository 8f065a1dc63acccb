package io.deltaglider.sdk;

import io.deltaglider.wiring.ConfigurationException;
import io.deltaglider.wiring.DeltaGliderConfig;
import io.deltaglider.wiring.GcsConnection;
import io.deltaglider.wiring.S3Connection;
import io.deltaglider.wiring.StoreUrl;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.s3.S3Client;

/** What a builder was told about cloud stores. Not thread-safe. */
final class CloudSettings {
  Optional<URI> endpoint = Optional.empty();
  Optional<String> region = Optional.empty();
  Optional<AwsCredentialsProvider> credentials = Optional.empty();
  Optional<String> profile = Optional.empty();
  Optional<Boolean> pathStyle = Optional.empty();
  Optional<S3Client> client = Optional.empty();
  S3Connection.ConditionalWrites conditionalWrites = S3Connection.ConditionalWrites.DETECT;
  Optional<String> project = Optional.empty();
  Optional<Path> credentialsFile = Optional.empty();

  /**
   * Returns the configuration with what was said.
   *
   * @throws ConfigurationException if something was said that the store has no use for
   */
  DeltaGliderConfig apply(DeltaGliderConfig config) {
    StoreUrl store = config.store();
    boolean s3 = store.scheme() == StoreUrl.Scheme.S3;
    boolean gcs = store.scheme() == StoreUrl.Scheme.GCS;
    refuse(!s3 && !gcs, "endpoint", endpoint, store);
    refuse(!s3, "credentialsProvider", credentials, store);
    refuse(!s3, "profile", profile, store);
    refuse(!s3, "pathStyle", pathStyle, store);
    refuse(!s3, "s3Client", client, store);
    refuse(!gcs, "project", project, store);
    refuse(!gcs, "credentialsFile", credentialsFile, store);
    if (s3) {
      return config.withS3(s3(config.s3().orElse(S3Connection.DEFAULT)));
    }
    if (gcs) {
      return config.withGcs(gcs(config.gcs().orElse(GcsConnection.DEFAULT)));
    }
    return config;
  }

  private static void refuse(boolean useless, String setting, Optional<?> value, StoreUrl store) {
    if (useless && value.isPresent()) {
      throw new ConfigurationException(setting, "has no meaning for the store " + store);
    }
  }

  private S3Connection s3(S3Connection connection) {
    if (client.isPresent()
        && (endpoint.isPresent()
            || region.isPresent()
            || credentials.isPresent()
            || profile.isPresent()
            || pathStyle.isPresent())) {
      throw new ConfigurationException("s3Client", "it says itself where and as whom it works");
    }
    return new S3Connection(
        endpoint.or(connection::endpoint),
        region.or(connection::region),
        profile.or(connection::profile),
        credentials,
        pathStyle,
        conditionalWrites,
        client);
  }

  private GcsConnection gcs(GcsConnection connection) {
    return new GcsConnection(project, endpoint.or(connection::endpoint), credentialsFile);
  }
}
