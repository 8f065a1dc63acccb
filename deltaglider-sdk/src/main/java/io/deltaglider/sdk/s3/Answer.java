package io.deltaglider.sdk.s3;

import io.deltaglider.port.storage.StoreHeaders;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.awscore.DefaultAwsResponseMetadata;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.S3Response;
import software.amazon.awssdk.services.s3.model.S3ResponseMetadata;

/** Fills the SDK's answers by the names of their fields. Not thread-safe. */
final class Answer {
  /** What a store says of an object beside what the core knows; the other headers are ours. */
  private static final Set<String> STORE_HEADERS =
      Set.of(
          "x-amz-server-side-encryption",
          "x-amz-server-side-encryption-aws-kms-key-id",
          "x-amz-server-side-encryption-context",
          "x-amz-server-side-encryption-bucket-key-enabled",
          "x-amz-server-side-encryption-customer-algorithm",
          "x-amz-server-side-encryption-customer-key-md5",
          "x-amz-website-redirect-location",
          "x-amz-expiration",
          "x-amz-restore",
          "x-amz-archive-status",
          "x-amz-replication-status",
          "x-amz-tagging-count",
          "x-amz-missing-meta",
          "x-amz-object-lock-mode",
          "x-amz-object-lock-retain-until-date",
          "x-amz-object-lock-legal-hold",
          "x-amz-request-charged");

  private final Map<String, SdkField<?>> fields = new TreeMap<>();
  private final SdkPojo builder;

  Answer(SdkPojo builder) {
    this.builder = builder;
    builder.sdkFields().forEach(field -> fields.put(field.memberName(), field));
  }

  /** Sets a field that the answer has. */
  Answer set(String member, Object value) {
    SdkField<?> field = fields.get(member);
    if (field == null) {
      throw new IllegalArgumentException("no field " + member + " in " + builder.getClass());
    }
    field.set(builder, value);
    return this;
  }

  Answer set(String member, Optional<?> value) {
    value.ifPresent(present -> set(member, present));
    return this;
  }

  /** Sets the fields of one checksum. */
  Answer checksum(Optional<RecordedChecksum> checksum) {
    checksum.ifPresent(
        recorded ->
            set(recorded.kind().field(), recorded.value()).set("ChecksumType", recorded.type()));
    return this;
  }

  /** Sets every field for which the store gave a header. */
  Answer storeHeaders(StoreHeaders headers) {
    for (SdkField<?> field : fields.values()) {
      String name = field.locationName().toLowerCase(Locale.ROOT);
      if (STORE_HEADERS.contains(name)) {
        headers.value(name).ifPresent(text -> field.set(builder, typed(field, text)));
      }
    }
    return this;
  }

  private static Object typed(SdkField<?> field, String text) {
    Class<?> type = field.marshallingType().getTargetClass();
    if (type == Boolean.class) {
      return Boolean.valueOf(text);
    }
    if (type == Integer.class) {
      return Integer.valueOf(text);
    }
    if (type == Instant.class) {
      return DateTimeFormatter.ISO_DATE_TIME.parse(text, Instant::from);
    }
    return text;
  }

  /** Adds what every answer has: a status, request ids, and what DeltaGlider knows. */
  static void complete(S3Response.Builder builder, int status, DeltaGliderInfo info) {
    complete(builder, status, info.headers());
  }

  static void complete(
      S3Response.Builder builder, int status, Map<String, ? extends Iterable<String>> headers) {
    SdkHttpResponse.Builder http = SdkHttpResponse.builder().statusCode(status);
    headers.forEach((name, values) -> values.forEach(value -> http.appendHeader(name, value)));
    builder.sdkHttpResponse(http.build());
    builder.responseMetadata(
        S3ResponseMetadata.create(DefaultAwsResponseMetadata.create(Map.of())));
  }
}
