package io.deltaglider.cli.store;

import io.deltaglider.cli.failure.CliException;
import io.deltaglider.wiring.EnvironmentSettings;
import io.deltaglider.wiring.EnvironmentSettings.Cloud;
import io.deltaglider.wiring.StoreUrl;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What the command line says about stores. It goes before what the environment says.
 *
 * @param store which store, if none of the others says so
 * @param endpointUrl another server than the cloud's own
 * @param region the region of S3
 * @param profile a profile of the AWS tools
 * @param unsigned whether no credentials are sent to S3
 */
public record StoreOptions(
    Optional<String> store,
    Optional<String> endpointUrl,
    Optional<String> region,
    Optional<String> profile,
    boolean unsigned) {
  /** Checks that nothing is null. */
  public StoreOptions {
    Objects.requireNonNull(store, "store");
    Objects.requireNonNull(endpointUrl, "endpointUrl");
    Objects.requireNonNull(region, "region");
    Objects.requireNonNull(profile, "profile");
  }

  /**
   * Returns the settings with what these options say.
   *
   * @param used the kinds of stores that the command opens
   * @throws CliException with exit code USAGE if an option has no meaning for any of them
   */
  EnvironmentSettings apply(EnvironmentSettings settings, Set<StoreUrl.Scheme> used) {
    boolean s3 = used.contains(StoreUrl.Scheme.S3);
    boolean gcs = used.contains(StoreUrl.Scheme.GCS);
    refuse("--endpoint-url", endpointUrl.isPresent() && !s3 && !gcs);
    refuse("--region", region.isPresent() && !s3);
    refuse("--profile", profile.isPresent() && !s3);
    refuse("--no-sign-request", unsigned && !s3);
    if (profile.isPresent() && unsigned) {
      throw CliException.usage(
          "usage", "--profile", "has no meaning together with --no-sign-request", "");
    }
    Cloud cloud = settings.cloud();
    if (endpointUrl.isPresent()) {
      var uri = EnvironmentSettings.endpoint("--endpoint-url", endpointUrl.get());
      cloud = s3 ? cloud.withS3Endpoint(uri) : cloud.withGcsEndpoint(uri);
    }
    if (region.isPresent()) {
      cloud = cloud.withRegion(region.get());
    }
    if (profile.isPresent()) {
      cloud = cloud.withProfile(profile.get());
    }
    return settings.withCloud(unsigned ? cloud.withoutSigning() : cloud);
  }

  private static void refuse(String option, boolean useless) {
    if (useless) {
      throw CliException.usage("usage", option, "has no meaning for this store", "");
    }
  }
}
