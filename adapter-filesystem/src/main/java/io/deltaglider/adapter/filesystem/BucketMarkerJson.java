package io.deltaglider.adapter.filesystem;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Writes and reads {@code bucket.json}, the file that makes a directory a bucket. */
final class BucketMarkerJson {
  private static final int FORMAT = 1;
  private static final JsonFactory FACTORY = new JsonFactory();

  private BucketMarkerJson() {}

  /** Returns the JSON for a bucket that was created then. */
  static byte[] write(Instant createdAt) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = FACTORY.createGenerator(bytes, JsonEncoding.UTF8)) {
      json.writeStartObject();
      json.writeNumberField("format", FORMAT);
      json.writeStringField("createdAt", createdAt.toString());
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  /**
   * Returns when the bucket was created.
   *
   * @throws DamagedObjectException if this is not the JSON of a bucket of this format
   */
  static Instant read(byte[] bytes) throws DamagedObjectException {
    try (JsonParser json = FACTORY.createParser(bytes)) {
      return readMembers(json);
    } catch (IOException | DateTimeException e) {
      throw new DamagedObjectException("bucket.json cannot be read: " + e.getMessage(), e);
    }
  }

  private static Instant readMembers(JsonParser json) throws IOException {
    int format = 0;
    @Nullable String createdAt = null;
    if (json.nextToken() == JsonToken.START_OBJECT) {
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        switch (name) {
          case "format" -> format = json.getIntValue();
          case "createdAt" -> createdAt = json.getText();
          default -> json.skipChildren();
        }
      }
    }
    if (format != FORMAT || createdAt == null) {
      throw new DamagedObjectException("its format is not " + FORMAT);
    }
    return Instant.parse(createdAt);
  }
}
