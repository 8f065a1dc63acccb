package io.deltaglider.adapter.s3;

import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import java.net.URI;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.SystemSettingsRegionProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * Builds clients. Over the SDK's Apache client, because it can abort a download, pools connections
 * and asks before it sends a body; the SDK's own default in this version.
 */
final class S3Clients {
  private static final Pattern AWS_HOST = Pattern.compile(".*\\.amazonaws\\.com(\\.cn)?");

  private S3Clients() {}

  static S3Client create(S3StorageConfig config) {
    return create(config, credentials(config));
  }

  static S3Client create(S3StorageConfig config, AwsCredentialsProvider credentials) {
    S3ClientBuilder builder =
        S3Client.builder()
            .credentialsProvider(credentials)
            .region(region(config))
            .forcePathStyle(config.pathStyle())
            .requestChecksumCalculation(
                config.checksums()
                    ? RequestChecksumCalculation.WHEN_SUPPORTED
                    : RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(
                config.checksums()
                    ? ResponseChecksumValidation.WHEN_SUPPORTED
                    : ResponseChecksumValidation.WHEN_REQUIRED)
            .serviceConfiguration(s3 -> s3.chunkedEncodingEnabled(config.chunkedEncoding()))
            .httpClientBuilder(
                Apache5HttpClient.builder()
                    .connectionTimeout(config.connectTimeout())
                    .socketTimeout(config.readTimeout())
                    .maxConnections(config.maxConnections()));
    config.endpoint().ifPresent(builder::endpointOverride);
    config
        .profile()
        .ifPresent(name -> builder.overrideConfiguration(o -> o.defaultProfileName(name)));
    S3Client client = build(builder);
    if (config.endpoint().isPresent() || isAws(client)) {
      return client;
    }
    // The endpoint comes from AWS_ENDPOINT_URL or the like; the AWS tools name buckets in the path
    // then.
    client.close();
    return build(builder.forcePathStyle(true));
  }

  /** Returns whether a client talks to AWS itself, by whatever name. */
  static boolean isAws(S3Client client) {
    return client
        .serviceClientConfiguration()
        .endpointOverride()
        .map(URI::getHost)
        .map(host -> AWS_HOST.matcher(host).matches())
        .orElse(true);
  }

  private static S3Client build(S3ClientBuilder builder) {
    try {
      return builder.build();
    } catch (SdkClientException e) {
      throw new StorageException(Kind.REJECTED, "create a client for S3: " + e.getMessage(), e);
    }
  }

  private static AwsCredentialsProvider credentials(S3StorageConfig config) {
    if (config.credentials().isPresent()) {
      return StaticCredentialsProvider.create(fixed(config.credentials().get()));
    }
    DefaultCredentialsProvider.Builder chain = DefaultCredentialsProvider.builder();
    config.profile().ifPresent(chain::profileName);
    return chain.build();
  }

  private static AwsCredentials fixed(S3Credentials keys) {
    return keys.sessionToken()
        .<AwsCredentials>map(
            token -> AwsSessionCredentials.create(keys.accessKey(), keys.secretKey(), token))
        .orElseGet(() -> AwsBasicCredentials.create(keys.accessKey(), keys.secretKey()));
  }

  /** As the AWS tools do, without asking the machine: that takes seconds where there is none. */
  private static Region region(S3StorageConfig config) {
    if (config.region().isPresent()) {
      return Region.of(config.region().get());
    }
    AwsRegionProviderChain chain =
        new AwsRegionProviderChain(
            new SystemSettingsRegionProvider(),
            new AwsProfileRegionProvider(null, config.profile().orElse(null)));
    try {
      return chain.getRegion();
    } catch (SdkClientException e) {
      return Region.US_EAST_1; // none is set anywhere
    }
  }
}
