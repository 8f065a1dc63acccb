package io.deltaglider.wiring;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * How to reach S3. What is absent is looked up as the AWS tools do. Needs {@code adapter-s3} on the
 * class path.
 *
 * @param endpoint another server than AWS's
 * @param region the region's name
 * @param profile a profile of the files under {@code ~/.aws}
 * @param credentials used instead of looking any up
 * @param pathStyle whether buckets are named in the path; absent for yes with another endpoint
 * @param conditionalWrites what the store makes of conditions
 * @param client used instead of one of the session's own, which all of the above but {@code
 *     conditionalWrites} would be for; the session does not close it
 */
public record S3Connection(
    Optional<URI> endpoint,
    Optional<String> region,
    Optional<String> profile,
    Optional<AwsCredentialsProvider> credentials,
    Optional<Boolean> pathStyle,
    ConditionalWrites conditionalWrites,
    Optional<S3Client> client) {
  /** AWS itself, with everything looked up. */
  public static final S3Connection DEFAULT =
      new S3Connection(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          ConditionalWrites.DETECT,
          Optional.empty());

  /** What a store makes of {@code If-Match} and {@code If-None-Match} when it writes. */
  public enum ConditionalWrites {
    /** Found out by trying once a bucket, unless the server is known. */
    DETECT,
    /** It decides them atomically. */
    SUPPORTED,
    /** It does not: writes with conditions are refused. */
    MISSING
  }

  /** Checks that nothing is null. */
  public S3Connection {
    Objects.requireNonNull(endpoint, "endpoint");
    Objects.requireNonNull(region, "region");
    Objects.requireNonNull(profile, "profile");
    Objects.requireNonNull(credentials, "credentials");
    Objects.requireNonNull(pathStyle, "pathStyle");
    Objects.requireNonNull(conditionalWrites, "conditionalWrites");
    Objects.requireNonNull(client, "client");
  }

  /** Returns a copy for another server. */
  public S3Connection withEndpoint(URI uri) {
    return new S3Connection(
        Optional.of(uri), region, profile, credentials, pathStyle, conditionalWrites, client);
  }

  /** Returns a copy with a region. */
  public S3Connection withRegion(String name) {
    return new S3Connection(
        endpoint, Optional.of(name), profile, credentials, pathStyle, conditionalWrites, client);
  }

  /** Returns a copy with a profile. */
  public S3Connection withProfile(String name) {
    return new S3Connection(
        endpoint, region, Optional.of(name), credentials, pathStyle, conditionalWrites, client);
  }

  /** Returns a copy with credentials. */
  public S3Connection withCredentials(AwsCredentialsProvider provider) {
    return new S3Connection(
        endpoint, region, profile, Optional.of(provider), pathStyle, conditionalWrites, client);
  }

  /** Returns a copy that names buckets in the path, or in the host. */
  public S3Connection withPathStyle(boolean inPath) {
    return new S3Connection(
        endpoint, region, profile, credentials, Optional.of(inPath), conditionalWrites, client);
  }

  /** Returns a copy for a store that makes this of conditions. */
  public S3Connection withConditionalWrites(ConditionalWrites mode) {
    return new S3Connection(endpoint, region, profile, credentials, pathStyle, mode, client);
  }

  /** Returns a copy with a client of the caller's. */
  public S3Connection withClient(S3Client own) {
    return new S3Connection(
        endpoint, region, profile, credentials, pathStyle, conditionalWrites, Optional.of(own));
  }

  /** Returns a copy that takes from {@code settings} what this leaves open. */
  S3Connection or(EnvironmentSettings.Cloud settings) {
    return new S3Connection(
        endpoint.or(settings::s3Endpoint),
        region.or(settings::region),
        profile.or(settings::profile),
        credentials.or(() -> credentials(settings)),
        pathStyle,
        conditionalWrites,
        client);
  }

  private static Optional<AwsCredentialsProvider> credentials(EnvironmentSettings.Cloud settings) {
    return switch (settings.identity()) {
      case LOOKED_UP -> Optional.empty();
      case OF_PROFILE ->
          Optional.of(ProfileCredentialsProvider.create(settings.profile().orElseThrow()));
      case NONE -> Optional.of(AnonymousCredentialsProvider.create());
    };
  }
}
