package io.deltaglider.testserver.s3.awssdk;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.deltaglider.port.storage.KeyOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Cuts pages out of a bucket. */
final class Listings {
  private static final String TOKEN_MARK = "after:";
  private static final int MAX_KEYS = 1000;

  private Listings() {}

  static ListObjectsV2Response objects(MemoryBucket bucket, ListObjectsV2Request request) {
    String prefix = Optional.ofNullable(request.prefix()).orElse("");
    String after =
        request.continuationToken() == null
            ? Optional.ofNullable(request.startAfter()).orElse("")
            : decode(request.continuationToken());
    int limit = Optional.ofNullable(request.maxKeys()).orElse(MAX_KEYS);
    List<S3Object> objects = new ArrayList<>();
    List<CommonPrefix> prefixes = new ArrayList<>();
    String last = "";
    String from = KeyOrder.compare(prefix, after) > 0 ? prefix : after;
    Map.@Nullable Entry<String, List<StoredBlob>> next = bucket.keys.ceilingEntry(from);
    while (next != null && next.getKey().startsWith(prefix)) {
      String key = next.getKey();
      StoredBlob blob = next.getValue().get(0);
      next = bucket.keys.higherEntry(key);
      Optional<String> rolledUp = rolledUp(key, prefix, request.delimiter());
      String entry = rolledUp.orElse(key);
      if (blob.deleteMarker() || entry.equals(last) || KeyOrder.compare(entry, after) <= 0) {
        continue;
      }
      if (objects.size() + prefixes.size() == limit) {
        return page(objects, prefixes)
            .isTruncated(true)
            .nextContinuationToken(encode(last))
            .build();
      }
      last = entry;
      if (rolledUp.isPresent()) {
        prefixes.add(CommonPrefix.builder().prefix(entry).build());
      } else {
        objects.add(blob.listed(key));
      }
    }
    return page(objects, prefixes).isTruncated(false).build();
  }

  private static ListObjectsV2Response.Builder page(
      List<S3Object> objects, List<CommonPrefix> prefixes) {
    return ListObjectsV2Response.builder().contents(objects).commonPrefixes(prefixes);
  }

  private static Optional<String> rolledUp(String key, String prefix, @Nullable String delimiter) {
    if (delimiter == null || delimiter.isEmpty()) {
      return Optional.empty();
    }
    int start = key.indexOf(delimiter, prefix.length());
    return start < 0 ? Optional.empty() : Optional.of(key.substring(0, start + delimiter.length()));
  }

  private static String encode(String last) {
    return Base64.getEncoder().encodeToString((TOKEN_MARK + last).getBytes(UTF_8));
  }

  private static String decode(String token) {
    try {
      String text = new String(Base64.getDecoder().decode(token), UTF_8);
      if (text.startsWith(TOKEN_MARK)) {
        return text.substring(TOKEN_MARK.length());
      }
    } catch (IllegalArgumentException e) {
      throw StoreErrors.of(400, "InvalidArgument", "bad continuation token: " + e.getMessage());
    }
    throw StoreErrors.of(400, "InvalidArgument", "The continuation token is incorrect");
  }

  static ListObjectVersionsResponse versions(
      MemoryBucket bucket, ListObjectVersionsRequest request) {
    String prefix = Optional.ofNullable(request.prefix()).orElse("");
    String marker = Optional.ofNullable(request.keyMarker()).orElse("");
    String from = KeyOrder.compare(prefix, marker) > 0 ? prefix : marker;
    int limit = Optional.ofNullable(request.maxKeys()).orElse(MAX_KEYS);
    List<ObjectVersion> versions = new ArrayList<>();
    List<DeleteMarkerEntry> markers = new ArrayList<>();
    String lastKey = "";
    String lastId = "";
    for (Map.Entry<String, List<StoredBlob>> entry : bucket.keys.tailMap(from, true).entrySet()) {
      String key = entry.getKey();
      if (!key.startsWith(prefix)) {
        break;
      }
      List<StoredBlob> all = entry.getValue();
      int first = key.equals(marker) ? behind(all, request.versionIdMarker()) : 0;
      for (StoredBlob blob : all.subList(first, all.size())) {
        if (versions.size() + markers.size() == limit) {
          return versionPage(versions, markers)
              .isTruncated(true)
              .nextKeyMarker(lastKey)
              .nextVersionIdMarker(lastId)
              .build();
        }
        boolean latest = blob.equals(all.get(0));
        if (blob.deleteMarker()) {
          markers.add(blob.listedMarker(key, latest));
        } else {
          versions.add(blob.listedVersion(key, latest));
        }
        lastKey = key;
        lastId = blob.versionId();
      }
    }
    return versionPage(versions, markers).isTruncated(false).build();
  }

  private static ListObjectVersionsResponse.Builder versionPage(
      List<ObjectVersion> versions, List<DeleteMarkerEntry> markers) {
    return ListObjectVersionsResponse.builder().versions(versions).deleteMarkers(markers);
  }

  /** Returns where the versions behind the marked one begin; without one, behind all. */
  private static int behind(List<StoredBlob> versions, @Nullable String versionId) {
    for (int i = 0; i < versions.size(); i++) {
      if (versions.get(i).versionId().equals(versionId)) {
        return i + 1;
      }
    }
    return versions.size();
  }
}
