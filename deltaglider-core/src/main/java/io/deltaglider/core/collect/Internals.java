package io.deltaglider.core.collect;

import io.deltaglider.core.collect.Marker.State;
import io.deltaglider.core.layout.BucketLayout;
import io.deltaglider.core.model.Sha256;
import io.deltaglider.port.storage.Capability;
import io.deltaglider.port.storage.ContentHeaders;
import io.deltaglider.port.storage.ContentSource;
import io.deltaglider.port.storage.DeleteRequest;
import io.deltaglider.port.storage.ListQuery;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.ObjectAttributes;
import io.deltaglider.port.storage.ObjectReader;
import io.deltaglider.port.storage.ObjectVersion;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import io.deltaglider.port.storage.StoragePort;
import io.deltaglider.port.storage.VersionPage;
import io.deltaglider.port.storage.WriteCondition;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads, writes and deletes markers and references of one bucket. Thread-safe. */
final class Internals {
  private static final int MAX_MARKER_BYTES = 1 << 18;
  private static final ObjectAttributes JSON =
      ObjectAttributes.of(ContentHeaders.NONE.withContentType("application/json"), Map.of());

  private final StoragePort storage;
  private final String bucket;
  private final boolean versioned;

  /** Says whether a collector may still act on a look of its own. */
  @FunctionalInterface
  interface Grace {
    /**
     * Returns if it may.
     *
     * @throws ExpiredException if the look is too old
     */
    void check() throws ExpiredException;
  }

  /** A look is too old to act on it. */
  static final class ExpiredException extends Exception {
    ExpiredException() {
      super("there was no time left to deal with it");
    }
  }

  Internals(StoragePort storage, String bucket, boolean versioned) {
    this.storage = storage;
    this.bucket = bucket;
    this.versioned = versioned;
  }

  /**
   * Reads a reference's marker.
   *
   * @return empty if it cannot be understood
   * @throws StorageException with {@code NO_SUCH_KEY} if there is none
   */
  Optional<Marker> readMarker(Sha256 reference) {
    ObjectAddress address = BucketLayout.condemned(bucket, reference);
    try (ObjectReader reader = storage.open(address)) {
      byte[] text = reader.body().readNBytes(MAX_MARKER_BYTES);
      return MarkerJson.read(text, reader.head().lastModified());
    } catch (IOException e) {
      throw StorageException.ofBody(e, "read " + address);
    }
  }

  /** Writes the first marker of a reference; false if another collector was faster. */
  boolean condemn(Sha256 reference, List<String> pointers) {
    WriteCondition condition =
        storage.supports(Capability.CONDITIONAL_PUT, bucket)
            ? WriteCondition.ifAbsent()
            : WriteCondition.always();
    try {
      write(reference, State.CONDEMNED, pointers, condition);
      return true;
    } catch (StorageException e) {
      if (e.kind() == Kind.PRECONDITION_FAILED) {
        return false;
      }
      throw e;
    }
  }

  void replaceMarker(Sha256 reference, State state, List<String> pointers) {
    write(reference, state, pointers, WriteCondition.always());
  }

  private void write(
      Sha256 reference, State state, List<String> pointers, WriteCondition condition) {
    List<String> kept = pointers.subList(0, Math.min(pointers.size(), Marker.MAX_POINTERS));
    storage.put(
        BucketLayout.condemned(bucket, reference),
        ContentSource.of(MarkerJson.write(state, kept)),
        JSON,
        condition);
  }

  void deleteReference(Sha256 reference, Grace grace) throws ExpiredException {
    delete(BucketLayout.reference(bucket, reference).key(), grace);
  }

  void deleteMarker(Sha256 reference, Grace grace) throws ExpiredException {
    delete(BucketLayout.condemned(bucket, reference).key(), grace);
  }

  private void delete(String key, Grace grace) throws ExpiredException {
    if (!versioned) {
      grace.check();
      storage.delete(bucket, DeleteRequest.of(key));
      return;
    }
    // The oldest first: none may become the current one.
    Deque<String> versions = new ArrayDeque<>();
    Optional<ListQuery> next = Optional.of(ListQuery.of(bucket, key));
    while (next.isPresent()) {
      ListQuery query = next.get();
      VersionPage page = storage.listVersions(query);
      page.versions().stream()
          .filter(version -> version.key().equals(key))
          .map(ObjectVersion::versionId)
          .forEach(versions::push);
      next = page.nextPageToken().map(query::withPageToken);
    }
    for (String version : versions) {
      grace.check();
      storage.delete(bucket, new DeleteRequest(key, WriteCondition.always(), Optional.of(version)));
    }
  }
}
