package io.deltaglider.adapter.gcs;

import com.google.api.services.storage.Storage;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import io.deltaglider.port.storage.WriteCondition;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Looks objects up by the JSON API, and turns conditions on ETags into conditions on generations,
 * which the service decides. Thread-safe.
 */
final class GcsLookup {
  private static final long NO_OBJECT = 0;

  private final GcsClient client;

  GcsLookup(GcsClient client) {
    this.client = client;
  }

  /** Returns the current object. */
  StoredObject get(String action, ObjectAddress address) {
    return client.call(
        action, address.bucket(), address, () -> execute(address, OptionalLong.empty()));
  }

  /** Returns the object, or the wanted generation of it; empty if there is none. */
  Optional<StoredObject> find(ObjectAddress address, OptionalLong generation) {
    try {
      return Optional.of(execute(address, generation));
    } catch (IOException e) {
      StorageException failure = client.failure(e, "look up", address.bucket(), address);
      if (failure.kind() == Kind.NO_SUCH_KEY) {
        return Optional.empty();
      }
      throw failure;
    }
  }

  private StoredObject execute(ObjectAddress address, OptionalLong generation) throws IOException {
    Storage.Objects.Get get =
        client.api().objects().get(address.bucket(), address.key()).setProjection("noAcl");
    generation.ifPresent(get::setGeneration);
    return StoredObject.of(address, get.execute());
  }

  /**
   * Returns the generation that must be the current one for a condition to hold: 0 for no object,
   * empty for any. Fails if it does not hold now; whether it holds later the service decides.
   */
  OptionalLong generation(String action, ObjectAddress address, WriteCondition condition) {
    return switch (condition.kind()) {
      case ALWAYS -> OptionalLong.empty();
      case IF_ABSENT -> OptionalLong.of(NO_OBJECT);
      case IF_MATCH -> OptionalLong.of(matching(action, address, condition.etag().orElseThrow()));
    };
  }

  private long matching(String action, ObjectAddress address, String wanted) {
    Optional<StoredObject> found = find(address, OptionalLong.empty());
    if (found.isEmpty()) {
      throw GcsExceptions.failure(Kind.PRECONDITION_FAILED, action, address, "there is no object");
    }
    String actual = found.get().head().etag();
    if (!wanted.equals(actual)) {
      throw GcsExceptions.wrongEtag(action, address, wanted, actual);
    }
    return found.get().generation();
  }
}
