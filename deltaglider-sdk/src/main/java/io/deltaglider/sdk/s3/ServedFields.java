package io.deltaglider.sdk.s3;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedMultipartUpload;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CreateBucketConfiguration;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.DeleteBucketRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.GetObjectAttributesRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectTaggingRequest;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.ListBucketsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListPartsRequest;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/**
 * Which fields of a served request are honoured. Every other field that is set is refused, so that
 * none is ignored.
 *
 * @param honoured fields that mean what S3 says
 * @param refused fields that are known and refused when set; a field in neither set is new, and a
 *     test asks for a decision
 */
record ServedFields(Set<String> honoured, Set<String> refused) {
  private static final List<String> UPLOAD = List.of("Bucket", "Key", "UploadId");

  /** By the class of the request, or of a structure in one. */
  static final Map<Class<? extends SdkPojo>, ServedFields> ALL = all();

  private static Map<Class<? extends SdkPojo>, ServedFields> all() {
    Map<Class<? extends SdkPojo>, ServedFields> all = new LinkedHashMap<>();
    objects(all);
    deletes(all);
    copies(all);
    listings(all);
    buckets(all);
    uploads(all);
    completions(all);
    return all;
  }

  private static void objects(Map<Class<? extends SdkPojo>, ServedFields> all) {
    all.put(
        PutObjectRequest.class,
        honouring(
                FieldNames.ADDRESS,
                FieldNames.CALLER,
                FieldNames.CONTENT,
                FieldNames.PROTECTION,
                FieldNames.CUSTOMER_KEY,
                FieldNames.WRITE_CONDITIONS,
                FieldNames.CHECKSUMS,
                List.of("ChecksumAlgorithm", "ContentLength", "ContentMD5"))
            .refusing(FieldNames.OTHER_CHECKSUMS, List.of("WriteOffsetBytes")));
    ServedFields reading =
        honouring(
            FieldNames.ADDRESS,
            FieldNames.CALLER,
            FieldNames.READ_CONDITIONS,
            FieldNames.OVERRIDES,
            FieldNames.CUSTOMER_KEY,
            List.of("ChecksumMode", "PartNumber", "Range", "VersionId"));
    all.put(GetObjectRequest.class, reading);
    all.put(HeadObjectRequest.class, reading);
    all.put(
        GetObjectAttributesRequest.class,
        honouring(
                FieldNames.ADDRESS,
                FieldNames.CALLER,
                FieldNames.CUSTOMER_KEY,
                List.of("ObjectAttributes", "VersionId"))
            .refusing(List.of("MaxParts", "PartNumberMarker")));
    all.put(
        GetObjectTaggingRequest.class,
        honouring(FieldNames.ADDRESS, FieldNames.CALLER).refusing(List.of("VersionId")));
  }

  private static void deletes(Map<Class<? extends SdkPojo>, ServedFields> all) {
    all.put(
        DeleteObjectRequest.class,
        honouring(FieldNames.ADDRESS, FieldNames.CALLER, List.of("IfMatch", "VersionId"))
            .refusing(
                List.of(
                    "BypassGovernanceRetention", "IfMatchLastModifiedTime", "IfMatchSize", "MFA")));
    all.put(
        DeleteObjectsRequest.class,
        honouring(FieldNames.CALLER, List.of("Bucket", "ChecksumAlgorithm", "Delete"))
            .refusing(List.of("BypassGovernanceRetention", "MFA")));
    all.put(Delete.class, honouring(List.of("Objects", "Quiet")));
    all.put(
        ObjectIdentifier.class,
        honouring(List.of("ETag", "Key", "VersionId"))
            .refusing(List.of("LastModifiedTime", "Size")));
  }

  private static void copies(Map<Class<? extends SdkPojo>, ServedFields> all) {
    all.put(
        CopyObjectRequest.class,
        honouring(
                FieldNames.CALLER,
                FieldNames.CONTENT,
                FieldNames.PROTECTION,
                FieldNames.CUSTOMER_KEY,
                FieldNames.SOURCE_CUSTOMER_KEY,
                FieldNames.WRITE_CONDITIONS,
                FieldNames.COPY_SOURCE,
                List.of(
                    "DestinationBucket", "DestinationKey", "MetadataDirective", "TaggingDirective"))
            .refusing(List.of("AnnotationDirective", "ChecksumAlgorithm")));
  }

  private static void listings(Map<Class<? extends SdkPojo>, ServedFields> all) {
    List<String> common = List.of("Bucket", "Delimiter", "EncodingType", "MaxKeys", "Prefix");
    List<String> optional = List.of("OptionalObjectAttributes");
    all.put(
        ListObjectsRequest.class,
        honouring(FieldNames.CALLER, common, List.of("Marker")).refusing(optional));
    all.put(
        ListObjectsV2Request.class,
        honouring(
                FieldNames.CALLER, common, List.of("ContinuationToken", "FetchOwner", "StartAfter"))
            .refusing(optional));
    all.put(
        ListObjectVersionsRequest.class,
        honouring(FieldNames.CALLER, common, optional, List.of("KeyMarker", "VersionIdMarker")));
  }

  private static void buckets(Map<Class<? extends SdkPojo>, ServedFields> all) {
    all.put(
        CreateBucketRequest.class,
        honouring(List.of("Bucket", "CreateBucketConfiguration"))
            .refusing(
                List.of(
                    "ACL",
                    "BucketNamespace",
                    "GrantFullControl",
                    "GrantRead",
                    "GrantReadACP",
                    "GrantWrite",
                    "GrantWriteACP",
                    "ObjectLockEnabledForBucket",
                    "ObjectOwnership")));
    all.put(
        CreateBucketConfiguration.class,
        honouring(List.of("LocationConstraint")).refusing(List.of("Bucket", "Location", "Tags")));
    all.put(DeleteBucketRequest.class, honouring(List.of("Bucket", "ExpectedBucketOwner")));
    all.put(HeadBucketRequest.class, honouring(List.of("Bucket", "ExpectedBucketOwner")));
    all.put(
        ListBucketsRequest.class,
        honouring(List.of("BucketRegion", "ContinuationToken", "MaxBuckets", "Prefix")));
  }

  private static void uploads(Map<Class<? extends SdkPojo>, ServedFields> all) {
    all.put(
        CreateMultipartUploadRequest.class,
        honouring(
                FieldNames.ADDRESS,
                FieldNames.CALLER,
                FieldNames.CONTENT,
                FieldNames.PROTECTION,
                FieldNames.CUSTOMER_KEY)
            .refusing(List.of("ChecksumAlgorithm", "ChecksumType")));
    all.put(
        UploadPartRequest.class,
        honouring(
                FieldNames.CALLER,
                FieldNames.CHECKSUMS,
                UPLOAD,
                List.of("ChecksumAlgorithm", "ContentLength", "ContentMD5", "PartNumber"))
            .refusing(FieldNames.CUSTOMER_KEY, FieldNames.OTHER_CHECKSUMS));
    all.put(
        UploadPartCopyRequest.class,
        honouring(
                FieldNames.CALLER,
                FieldNames.COPY_SOURCE,
                FieldNames.SOURCE_CUSTOMER_KEY,
                List.of(
                    "CopySourceRange",
                    "DestinationBucket",
                    "DestinationKey",
                    "PartNumber",
                    "UploadId"))
            .refusing(FieldNames.CUSTOMER_KEY));
  }

  private static void completions(Map<Class<? extends SdkPojo>, ServedFields> all) {
    all.put(
        CompleteMultipartUploadRequest.class,
        honouring(
                FieldNames.CALLER, FieldNames.WRITE_CONDITIONS, UPLOAD, List.of("MultipartUpload"))
            .refusing(
                FieldNames.CHECKSUMS,
                FieldNames.OTHER_CHECKSUMS,
                FieldNames.CUSTOMER_KEY,
                List.of("ChecksumType", "MpuObjectSize")));
    all.put(CompletedMultipartUpload.class, honouring(List.of("Parts")));
    all.put(
        CompletedPart.class,
        honouring(List.of("ETag", "PartNumber"))
            .refusing(FieldNames.CHECKSUMS, FieldNames.OTHER_CHECKSUMS));
    all.put(
        AbortMultipartUploadRequest.class,
        honouring(FieldNames.CALLER, UPLOAD).refusing(List.of("IfMatchInitiatedTime")));
    all.put(
        ListPartsRequest.class,
        honouring(FieldNames.CALLER, UPLOAD, List.of("MaxParts", "PartNumberMarker"))
            .refusing(FieldNames.CUSTOMER_KEY));
    all.put(
        ListMultipartUploadsRequest.class,
        honouring(
            FieldNames.CALLER,
            List.of(
                "Bucket",
                "Delimiter",
                "EncodingType",
                "KeyMarker",
                "MaxUploads",
                "Prefix",
                "UploadIdMarker")));
  }

  /**
   * Checks that every field that is set is honoured, in this request and in the structures in it.
   *
   * @throws software.amazon.awssdk.services.s3.model.S3Exception 501, naming the field
   */
  static void check(SdkPojo pojo) {
    ServedFields fields = ALL.get(pojo.getClass());
    if (fields == null) {
      throw new IllegalStateException("no fields are known of " + pojo.getClass());
    }
    for (SdkField<?> field : pojo.sdkFields()) {
      Fields.value(pojo, field).ifPresent(value -> fields.check(pojo, field.memberName(), value));
    }
  }

  private void check(SdkPojo pojo, String member, Object value) {
    if (!honoured.contains(member)) {
      throw S3Errors.notImplemented(
          pojo.getClass().getSimpleName() + "." + member + " is not supported");
    }
    if (value instanceof SdkPojo inner) {
      check(inner);
    } else if (value instanceof Collection<?> list) {
      list.stream()
          .filter(SdkPojo.class::isInstance)
          .map(SdkPojo.class::cast)
          .forEach(ServedFields::check);
    }
  }

  @SafeVarargs
  private static ServedFields honouring(List<String>... groups) {
    return new ServedFields(union(groups), Set.of());
  }

  @SafeVarargs
  private ServedFields refusing(List<String>... groups) {
    return new ServedFields(honoured, union(groups));
  }

  @SafeVarargs
  private static Set<String> union(List<String>... groups) {
    Set<String> names = new TreeSet<>();
    for (List<String> group : groups) {
      names.addAll(group);
    }
    return names;
  }
}
