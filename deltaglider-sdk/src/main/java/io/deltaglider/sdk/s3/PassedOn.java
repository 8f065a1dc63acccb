package io.deltaglider.sdk.s3;

import io.deltaglider.core.get.GetRequest;
import io.deltaglider.core.get.ObjectInfo;
import io.deltaglider.core.layout.BucketLayout;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.PutBucketLifecycleConfigurationRequest;
import software.amazon.awssdk.services.s3.model.RestoreObjectRequest;
import software.amazon.awssdk.services.s3.model.RestoreRequest;
import software.amazon.awssdk.services.s3.model.S3Request;

/** What is checked before a call goes to the real client. Thread-safe. */
final class PassedOn {
  /** Calls that protect an object in a way in which its reference would not be protected. */
  private static final Set<String> PROTECTING =
      Set.of("putObjectAcl", "putObjectLegalHold", "putObjectRetention", "updateObjectEncryption");

  private final S3Backend backend;

  PassedOn(S3Backend backend) {
    this.backend = backend;
  }

  /**
   * Checks a request.
   *
   * @throws software.amazon.awssdk.services.s3.model.S3Exception if it must not go to the store
   */
  void check(String operation, S3Request request) {
    checkKey(request);
    if (PROTECTING.contains(operation)) {
      checkPassthrough(operation, request);
    }
    if (request instanceof PutBucketLifecycleConfigurationRequest lifecycle
        && lifecycle.lifecycleConfiguration() != null) {
      checkLifecycle(lifecycle.lifecycleConfiguration().rules());
    }
    if (request instanceof RestoreObjectRequest restore && restore.restoreRequest() != null) {
      checkRestore(restore.restoreRequest());
    }
  }

  /** An internal key is nobody's to name. */
  static void checkKey(S3Request request) {
    if (Fields.text(request, "Key").filter(BucketLayout::isReserved).isPresent()) {
      throw S3Errors.accessDenied(
          "Keys that begin with '"
              + BucketLayout.RESERVED_PREFIX
              + "' are reserved for DeltaGlider's own data");
    }
  }

  private void checkPassthrough(String operation, S3Request request) {
    GetRequest object = GetRequest.of(Addresses.of(request));
    GetRequest version =
        Fields.text(request, "VersionId").map(object::withVersionId).orElse(object);
    ObjectInfo info;
    try {
      info = backend.glider().head(version);
    } catch (RuntimeException e) {
      throw Failures.translate(e);
    }
    if (info.form() == ObjectInfo.Form.DELTA) {
      throw S3Errors.notImplemented(
          operation
              + " "
              + info.address()
              + ": it is stored as a delta, and its reference would lack its protection. Put it with"
              + " this protection instead");
    }
  }

  private static void checkLifecycle(List<LifecycleRule> rules) {
    for (LifecycleRule rule : rules) {
      if (LifecycleRules.covers(rule, BucketLayout.RESERVED_PREFIX)) {
        throw S3Errors.invalidRequest(
            "The lifecycle rule '"
                + rule.id()
                + "' covers '"
                + BucketLayout.RESERVED_PREFIX
                + "', which holds what objects are made of: give it a prefix or a tag");
      }
    }
  }

  private static void checkRestore(RestoreRequest restore) {
    if (restore.selectParameters() != null || restore.outputLocation() != null) {
      throw S3Errors.notImplemented(
          "A restore that selects from an object would read its stored form");
    }
  }
}
