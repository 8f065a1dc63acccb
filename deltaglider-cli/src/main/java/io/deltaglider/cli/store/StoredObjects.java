package io.deltaglider.cli.store;

import io.deltaglider.core.DeltaGlider;
import io.deltaglider.core.get.GetRequest;
import io.deltaglider.core.get.ObjectContent;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Reads objects that may be gone, from stores that may lack what is asked for. */
public final class StoredObjects {
  private StoredObjects() {}

  /** Opens an object; empty if there is none any more. */
  public static Optional<ObjectContent> open(DeltaGlider store, GetRequest request)
      throws IOException {
    try {
      return Optional.of(store.get(request));
    } catch (StorageException e) {
      if (e.kind() == Kind.NO_SUCH_KEY) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Returns an object's tags; a store that keeps no tags has none to lose. */
  public static Map<String, String> tags(DeltaGlider store, ObjectAddress address) {
    try {
      return store.tags(address);
    } catch (StorageException e) {
      if (e.kind() == Kind.NOT_SUPPORTED) {
        return Map.of();
      }
      throw e;
    }
  }
}
