package io.deltaglider.adapter.filesystem;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.deltaglider.port.storage.ContentHeaders;
import io.deltaglider.port.storage.ObjectAttributes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes and reads trailers as JSON. The one place that knows the names of their members. */
final class ObjectTrailerJson {
  private static final JsonFactory FACTORY = new JsonFactory();

  private ObjectTrailerJson() {}

  /** Returns the JSON of {@code trailer}. */
  static byte[] write(ObjectTrailer trailer) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = FACTORY.createGenerator(bytes, JsonEncoding.UTF8)) {
      json.writeStartObject();
      json.writeStringField("key", trailer.key());
      json.writeStringField("etag", trailer.etag());
      json.writeStringField("lastModified", trailer.lastModified().toString());
      writeMap(json, "headers", asMap(trailer.attributes().headers()));
      writeMap(json, "metadata", trailer.attributes().metadata());
      writeMap(json, "tags", trailer.attributes().tags());
      if (trailer.attributes().storageClass().isPresent()) {
        json.writeStringField("storageClass", trailer.attributes().storageClass().get());
      }
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  /**
   * Reads the JSON of a trailer.
   *
   * @throws DamagedObjectException if it is not one
   */
  static ObjectTrailer read(byte[] bytes, int offset, int length) throws DamagedObjectException {
    try (JsonParser json = FACTORY.createParser(bytes, offset, length)) {
      return new Members(json).trailer();
    } catch (IOException | DateTimeException | IllegalArgumentException e) {
      throw new DamagedObjectException("trailer cannot be read: " + e.getMessage(), e);
    }
  }

  private static void writeMap(JsonGenerator json, String name, Map<String, String> map)
      throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<String, String> entry : map.entrySet()) {
      json.writeStringField(entry.getKey(), entry.getValue());
    }
    json.writeEndObject();
  }

  private static Map<String, String> asMap(ContentHeaders headers) {
    Map<String, String> map = new LinkedHashMap<>();
    headers.contentType().ifPresent(value -> map.put("content-type", value));
    headers.contentEncoding().ifPresent(value -> map.put("content-encoding", value));
    headers.contentLanguage().ifPresent(value -> map.put("content-language", value));
    headers.contentDisposition().ifPresent(value -> map.put("content-disposition", value));
    headers.cacheControl().ifPresent(value -> map.put("cache-control", value));
    headers.expires().ifPresent(value -> map.put("expires", value));
    return map;
  }

  private static ContentHeaders asHeaders(Map<String, String> map) {
    return new ContentHeaders(
        Optional.ofNullable(map.get("content-type")),
        Optional.ofNullable(map.get("content-encoding")),
        Optional.ofNullable(map.get("content-language")),
        Optional.ofNullable(map.get("content-disposition")),
        Optional.ofNullable(map.get("cache-control")),
        Optional.ofNullable(map.get("expires")));
  }

  /** What has been read of one trailer. */
  private static final class Members {
    private final JsonParser json;
    private final Map<String, String> texts = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> maps = new LinkedHashMap<>();

    Members(JsonParser json) {
      this.json = json;
    }

    ObjectTrailer trailer() throws IOException {
      expect(json.nextToken(), JsonToken.START_OBJECT);
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        readMember(json.currentName());
      }
      expect(json.currentToken(), JsonToken.END_OBJECT);
      return new ObjectTrailer(
          text("key"),
          text("etag"),
          Instant.parse(text("lastModified")),
          ObjectAttributes.of(asHeaders(map("headers")), map("metadata"))
              .withTags(map("tags"))
              .withStorageClass(Optional.ofNullable(texts.get("storageClass"))));
    }

    private void readMember(String name) throws IOException {
      switch (name) {
        case "key", "etag", "lastModified", "storageClass" -> texts.put(name, nextText());
        case "headers", "metadata", "tags" -> maps.put(name, nextMap());
        default -> {
          json.nextToken();
          json.skipChildren();
        }
      }
    }

    private Map<String, String> nextMap() throws IOException {
      expect(json.nextToken(), JsonToken.START_OBJECT);
      Map<String, String> map = new LinkedHashMap<>();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        map.put(name, nextText());
      }
      expect(json.currentToken(), JsonToken.END_OBJECT);
      return map;
    }

    private String nextText() throws IOException {
      expect(json.nextToken(), JsonToken.VALUE_STRING);
      return json.getText();
    }

    private String text(String name) throws IOException {
      String text = texts.get(name);
      if (text == null) {
        throw new DamagedObjectException("no member " + name);
      }
      return text;
    }

    private Map<String, String> map(String name) {
      return maps.getOrDefault(name, Map.of());
    }

    private static void expect(@Nullable JsonToken found, JsonToken wanted) throws IOException {
      if (found != wanted) {
        throw new DamagedObjectException(found + " where " + wanted + " should be");
      }
    }
  }
}
