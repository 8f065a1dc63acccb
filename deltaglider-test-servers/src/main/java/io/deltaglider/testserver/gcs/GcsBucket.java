package io.deltaglider.testserver.gcs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** One bucket. Guarded by the lock of {@link GcsState}. */
final class GcsBucket {
  private final String name;
  private final Instant created;
  private final NavigableMap<String, GcsObject> objects = new TreeMap<>(GcsBucket::compare);
  private Map<String, Object> fields;
  private long metageneration = 1;
  private Instant updated;

  GcsBucket(String name, Instant created, Map<String, Object> resource) {
    this.name = name;
    this.created = created;
    this.updated = created;
    this.fields = new LinkedHashMap<>(resource);
    fields.putIfAbsent("storageClass", "STANDARD");
    fields.putIfAbsent("location", "US");
  }

  private static int compare(String left, String right) {
    return Arrays.compareUnsigned(left.getBytes(UTF_8), right.getBytes(UTF_8));
  }

  /** Returns the current objects, by name in the order of the bytes of UTF-8. */
  NavigableMap<String, GcsObject> objects() {
    return objects;
  }

  long metageneration() {
    return metageneration;
  }

  void patch(Map<String, Object> patch, Instant now) {
    Map<String, Object> changed = new LinkedHashMap<>(fields);
    patch.forEach(
        (field, value) -> {
          if (value == Json.NULL) {
            changed.remove(field);
          } else {
            changed.put(field, value);
          }
        });
    fields = changed;
    metageneration++;
    updated = now;
  }

  /** Returns the JSON API's resource. */
  Map<String, Object> resource() {
    Map<String, Object> json = new LinkedHashMap<>(fields);
    json.put("kind", "storage#bucket");
    json.put("id", name);
    json.put("name", name);
    json.put("metageneration", Long.toString(metageneration));
    json.put("timeCreated", GcsObject.time(created));
    json.put("updated", GcsObject.time(updated));
    json.put("etag", "CA" + metageneration + "=");
    return json;
  }
}
