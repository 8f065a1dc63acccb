package io.deltaglider.sdk.s3;

import io.deltaglider.core.get.GetRequest;
import io.deltaglider.port.storage.ObjectAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.S3Request;

/** Where a copy comes from: the SDK's own fields, or S3's header in one URL-encoded text. */
final class CopySource {
  private static final String VERSION_ID = "?versionId=";

  private CopySource() {}

  /**
   * Returns what to read: object, version, conditions and the customer's key.
   *
   * @throws software.amazon.awssdk.services.s3.model.S3Exception for a text that names no object
   */
  static GetRequest of(S3Request request) {
    Optional<String> text = Fields.text(request, "CopySource");
    Optional<String> bucket = Fields.text(request, "SourceBucket");
    if (text.isPresent()) {
      if (bucket.isPresent()
          || Fields.text(request, "SourceKey").isPresent()
          || Fields.text(request, "SourceVersionId").isPresent()) {
        throw S3Errors.invalidArgument(
            "Parameter 'copySource' must not be used with the source's other parameters");
      }
      return parse(request, text.get());
    }
    ObjectAddress address =
        Addresses.of(
            Addresses.required(request, "SourceBucket"), Addresses.required(request, "SourceKey"));
    return get(request, address, Fields.text(request, "SourceVersionId"));
  }

  private static GetRequest parse(S3Request request, String text) {
    int query = text.lastIndexOf(VERSION_ID);
    Optional<String> versionId =
        query < 0
            ? Optional.empty()
            : Optional.of(decode(text.substring(query + VERSION_ID.length())));
    String path = decode(query < 0 ? text : text.substring(0, query));
    String relative = path.startsWith("/") ? path.substring(1) : path;
    int slash = relative.indexOf('/');
    if (slash <= 0 || slash == relative.length() - 1) {
      throw S3Errors.invalidArgument("Invalid copy source object key");
    }
    ObjectAddress address =
        Addresses.of(relative.substring(0, slash), relative.substring(slash + 1));
    return get(request, address, versionId);
  }

  private static GetRequest get(
      S3Request request, ObjectAddress address, Optional<String> versionId) {
    return new GetRequest(
        address,
        Optional.empty(),
        Conditions.read(request, "CopySource"),
        versionId,
        Fields.storeHeaders(request, FieldNames.SOURCE_CUSTOMER_KEY));
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw S3Errors.error(400, "InvalidArgument", "The copy source is not URL-encoded", e);
    }
  }

  /**
   * Checks that the owner whom a request expects of the source's bucket is the one whom every call
   * is told to expect.
   */
  static void checkOwner(S3Request request, String sourceBucket, String targetBucket) {
    Optional<String> ofSource = Fields.text(request, "ExpectedSourceBucketOwner");
    Optional<String> ofTarget = Fields.text(request, "ExpectedBucketOwner");
    boolean told = ofSource.isPresent() && ofSource.equals(ofTarget);
    boolean oneOwner =
        ofSource.isEmpty() && (ofTarget.isEmpty() || sourceBucket.equals(targetBucket));
    if (!told && !oneOwner) {
      throw S3Errors.notImplemented(
          "ExpectedBucketOwner and ExpectedSourceBucketOwner must be the same");
    }
  }
}
