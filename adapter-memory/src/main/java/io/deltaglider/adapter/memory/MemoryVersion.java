package io.deltaglider.adapter.memory;

import io.deltaglider.port.storage.ObjectVersion;
import java.time.Instant;
import java.util.Optional;

/** One version of a key: an object, or empty for the marker of a delete. */
record MemoryVersion(String id, Instant createdAt, Optional<MemoryObject> object) {
  ObjectVersion describe(String key, boolean latest) {
    return object
        .map(MemoryObject::head)
        .map(h -> new ObjectVersion(key, id, latest, false, h.size(), h.etag(), createdAt))
        .orElseGet(() -> new ObjectVersion(key, id, latest, true, 0, "", createdAt));
  }
}
