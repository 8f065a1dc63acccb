package io.deltaglider.testserver.gcs;

import java.util.Map;
import java.util.Optional;

/** A resumable upload. Used by one request at a time, under its own monitor. */
final class UploadSession {
  private final String bucket;
  private final String name;
  private final Map<String, Object> resource;
  private final Preconditions conditions;
  private final StoredBody.Builder received = new StoredBody.Builder();
  private Optional<GcsObject> stored = Optional.empty();

  UploadSession(
      String bucket, String name, Map<String, Object> resource, Preconditions conditions) {
    this.bucket = bucket;
    this.name = name;
    this.resource = resource;
    this.conditions = conditions;
  }

  StoredBody.Builder received() {
    return received;
  }

  /** Returns the object, once all bytes are there. */
  Optional<GcsObject> stored() {
    return stored;
  }

  GcsObject finish(GcsState state) {
    GcsObject object = state.store(bucket, name, received.build(), resource, conditions, false);
    stored = Optional.of(object);
    return object;
  }
}
