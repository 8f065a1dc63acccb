package io.deltaglider.adapter.s3;

import io.deltaglider.port.storage.LifecycleRule;
import io.deltaglider.port.storage.StorageException.Kind;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.DeleteBucketLifecycleRequest;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.GetBucketLifecycleConfigurationRequest;
import software.amazon.awssdk.services.s3.model.LifecycleRuleFilter;
import software.amazon.awssdk.services.s3.model.PutBucketLifecycleConfigurationRequest;

/**
 * Reads and writes the lifecycle rules of buckets. A rule of the port is written as one that
 * expires objects after {@value #DAYS} days; what else rules of S3 say is not told by the port.
 * Thread-safe.
 */
final class S3Lifecycle {
  /** What S3 asks for and the port does not know: when a rule applies. */
  static final int DAYS = 30;

  private static final String NO_RULES = "NoSuchLifecycleConfiguration";

  private final S3Calls calls;

  S3Lifecycle(S3Calls calls) {
    this.calls = calls;
  }

  List<LifecycleRule> read(String bucket) {
    GetBucketLifecycleConfigurationRequest request =
        GetBucketLifecycleConfigurationRequest.builder()
            .bucket(bucket)
            .overrideConfiguration(calls.override())
            .build();
    try {
      return calls.client().getBucketLifecycleConfiguration(request).rules().stream()
          .map(S3Lifecycle::rule)
          .toList();
    } catch (SdkException e) {
      if (S3Exceptions.code(e).equals(NO_RULES)) {
        return List.of();
      }
      throw S3Exceptions.translate(e, "read lifecycle rules of", bucket, Kind.NO_SUCH_BUCKET);
    }
  }

  private static LifecycleRule rule(software.amazon.awssdk.services.s3.model.LifecycleRule rule) {
    return new LifecycleRule(
        Optional.ofNullable(rule.id()).orElse(""),
        prefix(rule),
        rule.status() == ExpirationStatus.ENABLED);
  }

  /** A rule that asks for tags or sizes as well may cover every key of its prefix. */
  @SuppressWarnings("deprecation") // rules of old times have their prefix outside the filter
  private static String prefix(software.amazon.awssdk.services.s3.model.LifecycleRule rule) {
    LifecycleRuleFilter filter = rule.filter();
    if (filter == null) {
      return Optional.ofNullable(rule.prefix()).orElse("");
    }
    if (filter.and() != null) {
      return Optional.ofNullable(filter.and().prefix()).orElse("");
    }
    return Optional.ofNullable(filter.prefix()).orElse("");
  }

  void replace(String bucket, List<LifecycleRule> rules) {
    if (rules.isEmpty()) {
      DeleteBucketLifecycleRequest request =
          DeleteBucketLifecycleRequest.builder()
              .bucket(bucket)
              .overrideConfiguration(calls.override())
              .build();
      calls.onBucket(
          "remove lifecycle rules of", bucket, () -> calls.client().deleteBucketLifecycle(request));
      return;
    }
    List<software.amazon.awssdk.services.s3.model.LifecycleRule> all =
        rules.stream().map(S3Lifecycle::rule).toList();
    PutBucketLifecycleConfigurationRequest request =
        PutBucketLifecycleConfigurationRequest.builder()
            .bucket(bucket)
            .lifecycleConfiguration(configuration -> configuration.rules(all))
            .overrideConfiguration(calls.overrideWithMd5())
            .build();
    calls.onBucket(
        "set lifecycle rules of",
        bucket,
        () -> calls.client().putBucketLifecycleConfiguration(request));
  }

  private static software.amazon.awssdk.services.s3.model.LifecycleRule rule(LifecycleRule rule) {
    return software.amazon.awssdk.services.s3.model.LifecycleRule.builder()
        .id(rule.id())
        .filter(filter -> filter.prefix(rule.prefix()))
        .status(rule.enabled() ? ExpirationStatus.ENABLED : ExpirationStatus.DISABLED)
        .expiration(expiration -> expiration.days(DAYS))
        .build();
  }
}
