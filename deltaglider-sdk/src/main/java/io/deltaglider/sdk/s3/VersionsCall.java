package io.deltaglider.sdk.s3;

import io.deltaglider.core.layout.BucketLayout;
import io.deltaglider.port.storage.ListQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

/**
 * Lists versions on S3, without those of internal keys. Sizes and ETags are the stored forms', as
 * in a listing of objects by default.
 */
final class VersionsCall {
  private final Calls calls;

  VersionsCall(Calls calls) {
    this.calls = calls;
  }

  ListObjectVersionsResponse list(ListObjectVersionsRequest request) {
    if (calls.backend().store().isEmpty()) {
      throw S3Errors.notImplemented("listObjectVersions is supported only on S3");
    }
    if (Optional.ofNullable(request.prefix()).filter(BucketLayout::isReserved).isPresent()) {
      throw S3Errors.accessDenied("What is under " + BucketLayout.RESERVED_PREFIX + " is internal");
    }
    return page(calls.backend().store().get(), request);
  }

  /** Reads on behind what is internal until the page is full, or nothing follows. */
  private static ListObjectVersionsResponse page(
      S3Client store, ListObjectVersionsRequest request) {
    int wanted =
        Math.min(
            ListQuery.MAX_PAGE_SIZE,
            Optional.ofNullable(request.maxKeys()).orElse(ListQuery.MAX_PAGE_SIZE));
    List<ObjectVersion> versions = new ArrayList<>();
    List<DeleteMarkerEntry> markers = new ArrayList<>();
    List<CommonPrefix> prefixes = new ArrayList<>();
    ListObjectVersionsRequest next = request;
    while (true) {
      ListObjectVersionsResponse page = store.listObjectVersions(next);
      page.versions().stream()
          .filter(v -> !BucketLayout.isReserved(v.key()))
          .forEach(versions::add);
      page.deleteMarkers().stream()
          .filter(m -> !BucketLayout.isReserved(m.key()))
          .forEach(markers::add);
      page.commonPrefixes().stream().filter(p -> isUsersPrefix(p.prefix())).forEach(prefixes::add);
      int found = versions.size() + markers.size() + prefixes.size();
      boolean more = Boolean.TRUE.equals(page.isTruncated());
      if (!more || found >= wanted) {
        return page.toBuilder()
            .versions(versions)
            .deleteMarkers(markers)
            .commonPrefixes(prefixes)
            .keyMarker(request.keyMarker())
            .versionIdMarker(request.versionIdMarker())
            .maxKeys(page.maxKeys() == null ? null : wanted)
            .build();
      }
      boolean internal = BucketLayout.isReserved(page.nextKeyMarker());
      next =
          request.toBuilder()
              .keyMarker(internal ? BucketLayout.BEHIND_RESERVED : page.nextKeyMarker())
              .versionIdMarker(internal ? null : page.nextVersionIdMarker())
              .maxKeys(wanted - found)
              .build();
    }
  }

  /** A common prefix may stand for internal keys only, which one listing cannot tell. */
  private static boolean isUsersPrefix(String prefix) {
    if (BucketLayout.RESERVED_PREFIX.startsWith(prefix)
        && !BucketLayout.RESERVED_PREFIX.equals(prefix)) {
      throw S3Errors.notImplemented(
          "A listing of versions with a delimiter that divides " + BucketLayout.RESERVED_PREFIX);
    }
    return !BucketLayout.isReserved(prefix);
  }
}
