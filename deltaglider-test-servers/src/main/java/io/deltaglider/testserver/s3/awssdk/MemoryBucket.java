package io.deltaglider.testserver.s3.awssdk;

import static io.deltaglider.testserver.s3.awssdk.StoredBlob.NO_VERSION;

import io.deltaglider.port.storage.KeyOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.gaul.s3proxy.blobstore.S3Exceptions;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;

/** One bucket. Not thread-safe: its store guards it. */
final class MemoryBucket {
  /** Versions by key, of one key the newest first; never an empty list. */
  final NavigableMap<String, List<StoredBlob>> keys = new TreeMap<>(KeyOrder.UTF_8);

  final Map<String, PendingUpload> uploads = new HashMap<>();
  final String name;
  final Instant createdAt;
  BucketVersioningStatus versioning;
  byte @Nullable [] lifecycle;

  MemoryBucket(String name, Instant createdAt, BucketVersioningStatus versioning) {
    this.name = name;
    this.createdAt = createdAt;
    this.versioning = versioning;
  }

  boolean keepsVersions() {
    return versioning == BucketVersioningStatus.ENABLED;
  }

  /** Returns the current object; empty also behind a delete marker. */
  Optional<StoredBlob> current(String key) {
    return newest(key).filter(blob -> !blob.deleteMarker());
  }

  private Optional<StoredBlob> newest(String key) {
    return Optional.ofNullable(keys.get(key)).map(versions -> versions.get(0));
  }

  StoredBlob get(String key, @Nullable String versionId) {
    if (versionId == null) {
      StoredBlob newest =
          newest(key).orElseThrow(() -> S3Exceptions.noSuchKey(name, key, "no such object"));
      if (newest.deleteMarker()) {
        throw S3Exceptions.noSuchKeyDeleteMarker(name, key, newest.versionId(), "deleted");
      }
      return newest;
    }
    StoredBlob version = version(key, versionId);
    if (version.deleteMarker()) {
      throw StoreErrors.of(405, "MethodNotAllowed", "The version is a delete marker");
    }
    return version;
  }

  private StoredBlob version(String key, String versionId) {
    return keys.getOrDefault(key, List.of()).stream()
        .filter(blob -> blob.versionId().equals(versionId))
        .findFirst()
        .orElseThrow(() -> S3Exceptions.noSuchVersion(name, key, versionId, "no such version"));
  }

  void add(String key, StoredBlob blob) {
    List<StoredBlob> versions = keys.computeIfAbsent(key, missing -> new ArrayList<>());
    if (blob.versionId().equals(NO_VERSION)) {
      versions.removeIf(old -> old.versionId().equals(NO_VERSION));
    }
    versions.add(0, blob);
  }

  DeleteObjectResponse remove(String key, @Nullable String versionId, String newVersionId) {
    DeleteObjectResponse.Builder answer = DeleteObjectResponse.builder();
    if (versionId != null) {
      List<StoredBlob> versions = keys.getOrDefault(key, new ArrayList<>());
      boolean marker =
          versions.stream()
              .anyMatch(blob -> blob.versionId().equals(versionId) && blob.deleteMarker());
      versions.removeIf(blob -> blob.versionId().equals(versionId));
      if (versions.isEmpty()) {
        keys.remove(key);
      }
      return answer.versionId(versionId).deleteMarker(marker ? true : null).build();
    }
    if (!keepsVersions()) {
      keys.remove(key);
      return answer.build();
    }
    add(key, StoredBlob.marker(newVersionId, MemoryBlobStore.now()));
    return answer.versionId(newVersionId).deleteMarker(true).build();
  }
}
