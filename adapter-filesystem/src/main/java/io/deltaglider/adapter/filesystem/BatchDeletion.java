package io.deltaglider.adapter.filesystem;

import io.deltaglider.port.storage.DeleteFailure;
import io.deltaglider.port.storage.DeleteRequest;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.StorageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Deletes many objects. Forcing a directory takes far longer than deleting a file, so each is
 * forced once, behind all deletions in it. Used once. Not thread-safe.
 */
final class BatchDeletion {
  private static final String ACTION = "delete";

  private final BucketWriter writer;
  private final String bucket;
  private final Map<Path, List<Removed>> removed = new LinkedHashMap<>();

  /** What failed, by its place among the requests. */
  private final SortedMap<Integer, DeleteFailure> failures = new TreeMap<>();

  /** An object whose file is gone, if the power does not fail. */
  private record Removed(int place, DeleteRequest request, ObjectAddress address, KeyPath path) {}

  BatchDeletion(BucketWriter writer, String bucket) {
    this.writer = writer;
    this.bucket = bucket;
  }

  /** Deletes what is asked for and returns what failed, in that order. The rest is durable. */
  List<DeleteFailure> run(List<DeleteRequest> requests) {
    for (int place = 0; place < requests.size(); place++) {
      remove(place, requests.get(place));
    }
    removed.values().forEach(this::settle);
    return List.copyOf(failures.values());
  }

  private void remove(int place, DeleteRequest request) {
    ObjectAddress address = new ObjectAddress(bucket, request.key());
    try {
      RequestChecks.version(ACTION, address, request.versionId());
      Optional<KeyPath> path = writer.remove(address, request.condition());
      if (path.isPresent()) {
        removed
            .computeIfAbsent(writer.directory(path.get()), directory -> new ArrayList<>())
            .add(new Removed(place, request, address, path.get()));
      }
    } catch (StorageException e) {
      failures.put(place, new DeleteFailure(request, e));
    } catch (IOException e) {
      failures.put(place, failure(request, address, e));
    }
  }

  /** Deletions whose directory cannot be forced have failed: they may or may not last. */
  private void settle(List<Removed> inOneDirectory) {
    try {
      writer.settle(inOneDirectory.get(0).path());
    } catch (IOException e) {
      for (Removed object : inOneDirectory) {
        failures.put(object.place(), failure(object.request(), object.address(), e));
      }
    }
  }

  private static DeleteFailure failure(
      DeleteRequest request, ObjectAddress address, IOException cause) {
    return new DeleteFailure(request, FilesystemExceptions.translate(cause, ACTION, address));
  }
}
