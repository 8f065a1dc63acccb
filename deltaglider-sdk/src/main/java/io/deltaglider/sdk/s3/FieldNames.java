package io.deltaglider.sdk.s3;

import java.util.List;

/** Names of fields that several of the SDK's requests have, by what they are about. */
final class FieldNames {
  /** The object. */
  static final List<String> ADDRESS = List.of("Bucket", "Key");

  /** Who asks and pays; told to the store with every call. */
  static final List<String> CALLER = List.of("RequestPayer", "ExpectedBucketOwner");

  /** What an object carries beside its bytes and its protection. */
  static final List<String> CONTENT =
      List.of(
          "CacheControl",
          "ContentDisposition",
          "ContentEncoding",
          "ContentLanguage",
          "ContentType",
          "Expires",
          "Metadata",
          "StorageClass",
          "Tagging");

  /** The customer's own key. */
  static final List<String> CUSTOMER_KEY =
      List.of("SSECustomerAlgorithm", "SSECustomerKey", "SSECustomerKeyMD5");

  /** The key of a copy's source. */
  static final List<String> SOURCE_CUSTOMER_KEY =
      List.of(
          "CopySourceSSECustomerAlgorithm",
          "CopySourceSSECustomerKey",
          "CopySourceSSECustomerKeyMD5");

  /** What only the store understands of a put beside the customer's key. */
  static final List<String> PROTECTION =
      List.of(
          "ACL",
          "BucketKeyEnabled",
          "GrantFullControl",
          "GrantRead",
          "GrantReadACP",
          "GrantWriteACP",
          "ObjectLockLegalHoldStatus",
          "ObjectLockMode",
          "ObjectLockRetainUntilDate",
          "SSEKMSEncryptionContext",
          "SSEKMSKeyId",
          "ServerSideEncryption",
          "WebsiteRedirectLocation");

  /** Conditions of a read. */
  static final List<String> READ_CONDITIONS =
      List.of("IfMatch", "IfModifiedSince", "IfNoneMatch", "IfUnmodifiedSince");

  /** Conditions of a write. */
  static final List<String> WRITE_CONDITIONS = List.of("IfMatch", "IfNoneMatch");

  /** What a GET answers instead of what the object carries. */
  static final List<String> OVERRIDES =
      List.of(
          "ResponseCacheControl",
          "ResponseContentDisposition",
          "ResponseContentEncoding",
          "ResponseContentLanguage",
          "ResponseContentType",
          "ResponseExpires");

  /** Where a copy comes from. */
  static final List<String> COPY_SOURCE =
      List.of(
          "CopySource",
          "CopySourceIfMatch",
          "CopySourceIfModifiedSince",
          "CopySourceIfNoneMatch",
          "CopySourceIfUnmodifiedSince",
          "ExpectedSourceBucketOwner",
          "SourceBucket",
          "SourceKey",
          "SourceVersionId");

  /** Checksums that are computed and verified here. */
  static final List<String> CHECKSUMS =
      List.of(
          "ChecksumCRC32",
          "ChecksumCRC32C",
          "ChecksumCRC64NVME",
          "ChecksumMD5",
          "ChecksumSHA1",
          "ChecksumSHA256",
          "ChecksumSHA512");

  /** Checksums that are not: no JDK has them, and the SDK's are native code. */
  static final List<String> OTHER_CHECKSUMS =
      List.of("ChecksumXXHASH128", "ChecksumXXHASH3", "ChecksumXXHASH64");

  private FieldNames() {}
}
