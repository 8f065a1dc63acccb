package io.deltaglider.sdk.s3;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.s3.model.S3Request;

/**
 * What becomes of each operation of S3's client: every one is served, passed on or refused, and a
 * test finds those of a newer SDK that are not decided. docs/S3-OPERATIONS.md shows this table.
 */
final class Operations {
  /** What becomes of an operation. */
  enum Handling {
    /** Translated to the core and back, on every store. */
    SERVED,
    /** Goes to the real client untouched; 501 where there is none. */
    PASSED_ON,
    /** Answers 501 on every store. */
    REFUSED
  }

  /**
   * The decision about one operation.
   *
   * @param note when it is otherwise, or why; may be empty
   */
  record Decision(Handling handling, String note) {}

  /** Served on every store alike. */
  private static final List<String> SERVED =
      List.of(
          "abortMultipartUpload",
          "completeMultipartUpload",
          "copyObject",
          "createMultipartUpload",
          "deleteBucket",
          "deleteObject",
          "deleteObjects",
          "getObject",
          "getObjectAttributes",
          "headObject",
          "listMultipartUploads",
          "listObjects",
          "listObjectsV2",
          "listParts",
          "putObject",
          "uploadPart",
          "uploadPartCopy");

  /** About buckets, protections and notes: they neither show nor move an object's bytes. */
  private static final List<String> PASSED_ON =
      List.of(
          "createBucketMetadataConfiguration",
          "createBucketMetadataTableConfiguration",
          "createSession",
          "deleteBucketAnalyticsConfiguration",
          "deleteBucketCors",
          "deleteBucketEncryption",
          "deleteBucketIntelligentTieringConfiguration",
          "deleteBucketInventoryConfiguration",
          "deleteBucketLifecycle",
          "deleteBucketMetadataConfiguration",
          "deleteBucketMetadataTableConfiguration",
          "deleteBucketMetricsConfiguration",
          "deleteBucketOwnershipControls",
          "deleteBucketPolicy",
          "deleteBucketReplication",
          "deleteBucketTagging",
          "deleteBucketWebsite",
          "deleteObjectAnnotation",
          "deleteObjectTagging",
          "deletePublicAccessBlock",
          "getBucketAbac",
          "getBucketAccelerateConfiguration",
          "getBucketAcl",
          "getBucketAnalyticsConfiguration",
          "getBucketCors",
          "getBucketEncryption",
          "getBucketIntelligentTieringConfiguration",
          "getBucketInventoryConfiguration",
          "getBucketLifecycleConfiguration",
          "getBucketLocation",
          "getBucketLogging",
          "getBucketMetadataConfiguration",
          "getBucketMetadataTableConfiguration",
          "getBucketMetricsConfiguration",
          "getBucketNotificationConfiguration",
          "getBucketOwnershipControls",
          "getBucketPolicy",
          "getBucketPolicyStatus",
          "getBucketReplication",
          "getBucketRequestPayment",
          "getBucketTagging",
          "getBucketVersioning",
          "getBucketWebsite",
          "getObjectAcl",
          "getObjectAnnotation",
          "getObjectLegalHold",
          "getObjectLockConfiguration",
          "getObjectRetention",
          "getPublicAccessBlock",
          "listBucketAnalyticsConfigurations",
          "listBucketIntelligentTieringConfigurations",
          "listBucketInventoryConfigurations",
          "listBucketMetricsConfigurations",
          "listDirectoryBuckets",
          "listObjectAnnotations",
          "putBucketAbac",
          "putBucketAccelerateConfiguration",
          "putBucketAcl",
          "putBucketAnalyticsConfiguration",
          "putBucketCors",
          "putBucketEncryption",
          "putBucketIntelligentTieringConfiguration",
          "putBucketInventoryConfiguration",
          "putBucketLogging",
          "putBucketMetricsConfiguration",
          "putBucketNotificationConfiguration",
          "putBucketOwnershipControls",
          "putBucketPolicy",
          "putBucketReplication",
          "putBucketRequestPayment",
          "putBucketTagging",
          "putBucketVersioning",
          "putBucketWebsite",
          "putObjectAnnotation",
          "putObjectLockConfiguration",
          "putObjectTagging",
          "putPublicAccessBlock",
          "updateBucketMetadataAnnotationTableConfiguration",
          "updateBucketMetadataInventoryTableConfiguration",
          "updateBucketMetadataJournalTableConfiguration",
          "writeGetObjectResponse");

  /** By the name of the client's method. */
  static final Map<String, Decision> ALL = all();

  private static final String SUFFIX = "Request";

  private Operations() {}

  /** Returns the name of the operation that a request is for. */
  static String of(S3Request request) {
    String name = request.getClass().getSimpleName();
    String operation = name.substring(0, name.length() - SUFFIX.length());
    return operation.substring(0, 1).toLowerCase(Locale.ROOT) + operation.substring(1);
  }

  /** Returns what was decided; an operation that is not known is refused. */
  static Decision decision(String operation) {
    return Optional.ofNullable(ALL.get(operation))
        .orElse(new Decision(Handling.REFUSED, "It is not known whether it shows stored forms"));
  }

  private static Map<String, Decision> all() {
    Map<String, Decision> all = new TreeMap<>();
    SERVED.forEach(name -> add(all, Handling.SERVED, name, ""));
    PASSED_ON.forEach(name -> add(all, Handling.PASSED_ON, name, ""));
    add(all, Handling.SERVED, "createBucket", "on S3 by the real client");
    add(all, Handling.SERVED, "getObjectTagging", "on S3 by the real client");
    add(all, Handling.REFUSED, "getObjectTorrent", "A torrent would serve the stored form");
    add(all, Handling.SERVED, "headBucket", "on S3 by the real client");
    add(all, Handling.SERVED, "listBuckets", "on S3 by the real client");
    add(
        all,
        Handling.SERVED,
        "listObjectVersions",
        "only on S3: sizes and ETags of the stored forms, without internal keys");
    add(
        all,
        Handling.PASSED_ON,
        "putBucketLifecycleConfiguration",
        "unless a rule covers `.deltaglider/`");
    add(all, Handling.PASSED_ON, "putObjectAcl", "unless the object is stored as a delta");
    add(all, Handling.PASSED_ON, "putObjectLegalHold", "unless the object is stored as a delta");
    add(all, Handling.PASSED_ON, "putObjectRetention", "unless the object is stored as a delta");
    add(
        all,
        Handling.REFUSED,
        "renameObject",
        "A rename would not tell the object from its stored form; copy and delete instead");
    add(all, Handling.PASSED_ON, "restoreObject", "unless it selects from the object");
    add(
        all,
        Handling.PASSED_ON,
        "updateObjectEncryption",
        "unless the object is stored as a delta");
    return Collections.unmodifiableMap(all);
  }

  private static void add(
      Map<String, Decision> all, Handling handling, String operation, String note) {
    all.put(operation, new Decision(handling, note));
  }
}
