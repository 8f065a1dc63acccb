package io.deltaglider.adapter.s3;

import io.deltaglider.port.storage.KeyOrder;
import io.deltaglider.port.storage.ListQuery;
import io.deltaglider.port.storage.ListedObject;
import io.deltaglider.port.storage.ObjectPage;
import io.deltaglider.port.storage.ObjectVersion;
import io.deltaglider.port.storage.VersionPage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

/** Lists objects and versions. Thread-safe. */
final class S3Lister {
  /** Of one key the newest first; the current one is newer than what has the same second. */
  private static final Comparator<ObjectVersion> VERSION_ORDER =
      Comparator.comparing(ObjectVersion::key, KeyOrder.UTF_8)
          .thenComparing(ObjectVersion::latest, Comparator.reverseOrder())
          .thenComparing(ObjectVersion::lastModified, Comparator.reverseOrder());

  private final S3Calls calls;

  S3Lister(S3Calls calls) {
    this.calls = calls;
  }

  ObjectPage list(ListQuery query) {
    Optional<String> token = query.pageToken().map(text -> PageToken.decode(query.bucket(), text));
    while (true) {
      ListObjectsV2Response answer = ask(query, token);
      ObjectPage page = page(query, answer);
      boolean empty = page.objects().isEmpty() && page.commonPrefixes().isEmpty();
      if (!empty || page.nextPageToken().isEmpty()) {
        return page;
      }
      token = Optional.of(answer.nextContinuationToken());
    }
  }

  private ListObjectsV2Response ask(ListQuery query, Optional<String> token) {
    ListObjectsV2Request request =
        ListObjectsV2Request.builder()
            .bucket(query.bucket())
            .prefix(query.prefix().isEmpty() ? null : query.prefix())
            .delimiter(query.delimiter().orElse(null))
            .startAfter(token.isPresent() ? null : query.startAfter().orElse(null))
            .continuationToken(token.orElse(null))
            .maxKeys(query.pageSize())
            .encodingType(EncodingType.URL)
            .overrideConfiguration(calls.override())
            .build();
    return calls.onBucket("list", query.bucket(), () -> calls.client().listObjectsV2(request));
  }

  private static ObjectPage page(ListQuery query, ListObjectsV2Response answer) {
    // S3 still lists a common prefix at or before startAfter if it has keys behind it.
    String after = query.startAfter().orElse("");
    List<ListedObject> objects =
        answer.contents().stream()
            .filter(object -> KeyOrder.compare(object.key(), after) > 0)
            .map(
                object ->
                    new ListedObject(
                        object.key(),
                        object.size(),
                        ObjectHeaders.etag(object.eTag(), query.bucket() + "/" + object.key()),
                        object.lastModified(),
                        Optional.ofNullable(object.storageClassAsString()),
                        Optional.empty()))
            .toList();
    List<String> prefixes =
        answer.commonPrefixes().stream()
            .map(CommonPrefix::prefix)
            .filter(prefix -> KeyOrder.compare(prefix, after) > 0)
            .sorted(KeyOrder.UTF_8)
            .toList();
    Optional<String> next =
        Boolean.TRUE.equals(answer.isTruncated())
            ? Optional.ofNullable(answer.nextContinuationToken()).map(PageToken::encode)
            : Optional.empty();
    return new ObjectPage(objects, prefixes, next);
  }

  VersionPage listVersions(ListQuery query) {
    Optional<VersionPosition> after =
        query
            .pageToken()
            .map(text -> VersionPosition.parse(PageToken.decode(query.bucket(), text)));
    ListObjectVersionsRequest request =
        ListObjectVersionsRequest.builder()
            .bucket(query.bucket())
            .prefix(query.prefix().isEmpty() ? null : query.prefix())
            .keyMarker(after.map(VersionPosition::key).orElse(null))
            .versionIdMarker(after.map(VersionPosition::versionId).orElse(null))
            .maxKeys(query.pageSize())
            .encodingType(EncodingType.URL)
            .overrideConfiguration(calls.override())
            .build();
    ListObjectVersionsResponse answer =
        calls.onBucket(
            "list versions of", query.bucket(), () -> calls.client().listObjectVersions(request));
    Optional<String> next =
        Boolean.TRUE.equals(answer.isTruncated())
            ? Optional.of(
                PageToken.encode(
                    new VersionPosition(answer.nextVersionIdMarker(), answer.nextKeyMarker())
                        .toString()))
            : Optional.empty();
    return new VersionPage(versions(query.bucket(), answer), next);
  }

  /** The SDK gives objects and delete markers apart. */
  private static List<ObjectVersion> versions(String bucket, ListObjectVersionsResponse answer) {
    List<ObjectVersion> versions = new ArrayList<>();
    answer
        .versions()
        .forEach(
            version ->
                versions.add(
                    new ObjectVersion(
                        version.key(),
                        version.versionId(),
                        version.isLatest(),
                        false,
                        version.size(),
                        ObjectHeaders.etag(version.eTag(), bucket + "/" + version.key()),
                        version.lastModified())));
    answer
        .deleteMarkers()
        .forEach(
            marker ->
                versions.add(
                    new ObjectVersion(
                        marker.key(),
                        marker.versionId(),
                        marker.isLatest(),
                        true,
                        0,
                        "",
                        marker.lastModified())));
    versions.sort(VERSION_ORDER);
    return versions;
  }

  /** Where a page of versions ended; as text, the id comes first because keys may hold anything. */
  private record VersionPosition(String versionId, String key) {
    private static final char SEPARATOR = ' ';

    static VersionPosition parse(String text) {
      int separator = text.indexOf(SEPARATOR);
      return new VersionPosition(
          text.substring(0, Math.max(0, separator)), text.substring(separator + 1));
    }

    @Override
    public String toString() {
      return versionId + SEPARATOR + key;
    }
  }
}
