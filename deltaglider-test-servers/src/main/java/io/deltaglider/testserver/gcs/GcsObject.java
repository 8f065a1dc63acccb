package io.deltaglider.testserver.gcs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One generation of an object.
 *
 * @param fields what the client may set: content headers, metadata, storage class and so on
 * @param composite whether it counts as composed, and so has no MD5
 */
record GcsObject(
    String bucket,
    String name,
    long generation,
    long metageneration,
    StoredBody body,
    Map<String, Object> fields,
    Instant created,
    Instant updated,
    boolean composite) {
  /** The fields that clients set. */
  static final List<String> SETTABLE =
      List.of(
          "contentType",
          "contentEncoding",
          "contentLanguage",
          "contentDisposition",
          "cacheControl",
          "storageClass",
          "customTime",
          "metadata");

  /** Returns the fields of a resource that clients set, and nothing else of it. */
  static Map<String, Object> settable(Map<String, Object> resource) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (String name : SETTABLE) {
      Object value = resource.get(name);
      if (value != null && value != Json.NULL) {
        fields.put(name, value);
      }
    }
    fields.putIfAbsent("storageClass", "STANDARD");
    return fields;
  }

  String etag() {
    String text = generation + "/" + metageneration;
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  /** Returns the next metageneration, with fields changed as a patch says. */
  GcsObject patched(Map<String, Object> patch, Instant now) {
    Map<String, Object> changed = new LinkedHashMap<>(fields);
    for (String field : SETTABLE) {
      Object value = patch.get(field);
      if (value == Json.NULL) {
        changed.remove(field);
      } else if (field.equals("metadata") && value != null) {
        Map<String, Object> metadata = Json.child(fields, field);
        Json.child(patch, field).forEach((name, text) -> put(metadata, name, text));
        changed.put(field, metadata);
      } else if (value != null) {
        changed.put(field, value);
      }
    }
    return new GcsObject(
        bucket, name, generation, metageneration + 1, body, changed, created, now, composite);
  }

  private static void put(Map<String, Object> metadata, String name, Object text) {
    if (text == Json.NULL) {
      metadata.remove(name);
    } else {
      metadata.put(name, text);
    }
  }

  /** Returns the JSON API's resource. */
  Map<String, Object> resource() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("kind", "storage#object");
    json.put("id", bucket + "/" + name + "/" + generation);
    json.put("name", name);
    json.put("bucket", bucket);
    json.put("generation", Long.toString(generation));
    json.put("metageneration", Long.toString(metageneration));
    json.putAll(fields);
    json.put("timeCreated", time(created));
    json.put("updated", time(updated));
    json.put("timeStorageClassUpdated", time(created));
    json.put("size", Long.toString(body.size()));
    if (!composite) {
      json.put("md5Hash", body.md5());
    }
    json.put("crc32c", body.crc32c());
    json.put("etag", etag());
    return json;
  }

  static String time(Instant instant) {
    // Always three digits, as the service writes it.
    Instant millis = instant.truncatedTo(ChronoUnit.MILLIS);
    String text = millis.toString();
    return text.length() > "2026-01-01T00:00:00Z".length() ? text : text.replace("Z", ".000Z");
  }
}
