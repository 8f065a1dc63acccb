package io.deltaglider.core.multipart;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.deltaglider.core.model.Sha256;
import io.deltaglider.core.multipart.UploadDocument.Attempt;
import io.deltaglider.core.multipart.UploadDocument.State;
import io.deltaglider.core.put.PutOutcome;
import io.deltaglider.port.storage.ContentHeaders;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.ObjectAttributes;
import io.deltaglider.port.storage.StoreHeaders;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The text of an upload's document: an object of texts and of objects of texts. Strict. */
final class UploadJson {
  private static final String FORMAT = "1";
  private static final Set<String> TEXTS =
      Set.of("format", "key", "created", "delta", "storageClass", "state");
  private static final Set<String> MAPS =
      Set.of("headers", "metadata", "tags", "storeHeaders", "attempt", "outcome", "outcomeHeaders");

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private UploadJson() {}

  static byte[] write(UploadDocument document) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      ObjectAttributes attributes = document.attributes();
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeNumberField("format", Integer.parseInt(FORMAT));
      json.writeStringField("key", document.key());
      json.writeStringField("created", document.created().toString());
      json.writeBooleanField("delta", document.delta());
      writeMap(json, "headers", headers(attributes.headers()));
      writeMap(json, "metadata", attributes.metadata());
      writeMap(json, "tags", attributes.tags());
      if (attributes.storageClass().isPresent()) {
        json.writeStringField("storageClass", attributes.storageClass().get());
      }
      writeMap(json, "storeHeaders", attributes.storeHeaders().entries());
      json.writeStringField("state", name(document.state()));
      writeMap(json, "attempt", document.attempt().map(UploadJson::attempt).orElse(Map.of()));
      if (document.outcome().isPresent()) {
        writeMap(json, "outcome", outcome(document.outcome().get()));
        writeMap(json, "outcomeHeaders", document.outcome().get().storeHeaders().entries());
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory failed", e);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads a document of {@code bucket}.
   *
   * @throws IllegalArgumentException if it cannot be understood; the message says why
   */
  static UploadDocument read(byte[] document, String bucket) {
    Map<String, String> texts = new HashMap<>();
    Map<String, Map<String, String>> maps = new HashMap<>();
    try (JsonParser json = JSON.createParser(new String(document, UTF_8))) {
      expect(json.nextToken() == JsonToken.START_OBJECT, "is not a JSON object");
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        if (json.nextToken() == JsonToken.START_OBJECT) {
          expect(MAPS.contains(field), "has an unknown field '" + field + "'");
          maps.put(field, readMap(json, field));
        } else {
          expect(TEXTS.contains(field), "has an unknown field '" + field + "'");
          texts.put(field, readText(json, field));
        }
      }
      expect(json.nextToken() == null, "goes on behind its end");
    } catch (IOException e) {
      throw new IllegalArgumentException("is not JSON: " + e.getMessage(), e);
    }
    expect(FORMAT.equals(texts.get("format")), "has an unknown format");
    try {
      return document(texts, maps, bucket);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("has a bad time: " + e.getMessage(), e);
    }
  }

  private static UploadDocument document(
      Map<String, String> texts, Map<String, Map<String, String>> maps, String bucket) {
    String key = required(texts, "key");
    ObjectAttributes attributes =
        new ObjectAttributes(
            headers(maps.getOrDefault("headers", Map.of())),
            maps.getOrDefault("metadata", Map.of()),
            maps.getOrDefault("tags", Map.of()),
            Optional.ofNullable(texts.get("storageClass")),
            new StoreHeaders(maps.getOrDefault("storeHeaders", Map.of())));
    return new UploadDocument(
        key,
        Instant.parse(required(texts, "created")),
        attributes,
        required(texts, "delta").equals("true"),
        State.valueOf(required(texts, "state").toUpperCase(Locale.ROOT)),
        Optional.ofNullable(maps.get("attempt")).map(UploadJson::attempt),
        Optional.ofNullable(maps.get("outcome"))
            .map(
                outcome ->
                    outcome(
                        new ObjectAddress(bucket, key),
                        outcome,
                        maps.getOrDefault("outcomeHeaders", Map.of()))));
  }

  private static Map<String, String> headers(ContentHeaders headers) {
    Map<String, String> map = new TreeMap<>();
    headers.contentType().ifPresent(value -> map.put("content-type", value));
    headers.contentEncoding().ifPresent(value -> map.put("content-encoding", value));
    headers.contentLanguage().ifPresent(value -> map.put("content-language", value));
    headers.contentDisposition().ifPresent(value -> map.put("content-disposition", value));
    headers.cacheControl().ifPresent(value -> map.put("cache-control", value));
    headers.expires().ifPresent(value -> map.put("expires", value));
    return map;
  }

  private static ContentHeaders headers(Map<String, String> map) {
    return new ContentHeaders(
        Optional.ofNullable(map.get("content-type")),
        Optional.ofNullable(map.get("content-encoding")),
        Optional.ofNullable(map.get("content-language")),
        Optional.ofNullable(map.get("content-disposition")),
        Optional.ofNullable(map.get("cache-control")),
        Optional.ofNullable(map.get("expires")));
  }

  private static Map<String, String> attempt(Attempt attempt) {
    return Map.of("parts", attempt.parts().hex(), "since", attempt.since().toString());
  }

  private static Attempt attempt(Map<String, String> map) {
    return new Attempt(new Sha256(required(map, "parts")), Instant.parse(required(map, "since")));
  }

  private static Map<String, String> outcome(PutOutcome outcome) {
    Map<String, String> map = new TreeMap<>();
    map.put("form", outcome.form().name().toLowerCase(Locale.ROOT));
    map.put("size", Long.toString(outcome.size()));
    map.put("storedSize", Long.toString(outcome.storedSize()));
    map.put("sha256", outcome.sha256().hex());
    map.put("etag", outcome.etag());
    outcome.reference().ifPresent(reference -> map.put("reference", reference.hex()));
    outcome.reason().ifPresent(reason -> map.put("reason", reason));
    outcome.versionId().ifPresent(version -> map.put("versionId", version));
    return map;
  }

  private static PutOutcome outcome(
      ObjectAddress address, Map<String, String> map, Map<String, String> storeHeaders) {
    return new PutOutcome(
        address,
        PutOutcome.Form.valueOf(required(map, "form").toUpperCase(Locale.ROOT)),
        Long.parseLong(required(map, "size")),
        Long.parseLong(required(map, "storedSize")),
        new Sha256(required(map, "sha256")),
        required(map, "etag"),
        Optional.ofNullable(map.get("reference")).map(Sha256::new),
        Optional.ofNullable(map.get("reason")),
        Optional.ofNullable(map.get("versionId")),
        new StoreHeaders(storeHeaders));
  }

  private static void writeMap(JsonGenerator json, String field, Map<String, String> map)
      throws IOException {
    if (map.isEmpty()) {
      return;
    }
    json.writeObjectFieldStart(field);
    for (Map.Entry<String, String> entry : new TreeMap<>(map).entrySet()) {
      json.writeStringField(entry.getKey(), entry.getValue());
    }
    json.writeEndObject();
  }

  private static Map<String, String> readMap(JsonParser json, String field) throws IOException {
    Map<String, String> map = new HashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      map.put(name, readText(json, field));
    }
    return map;
  }

  private static String readText(JsonParser json, String field) throws IOException {
    JsonToken token = json.currentToken();
    expect(
        token != null && token.isScalarValue() && token != JsonToken.VALUE_NULL,
        "has no text in its field '" + field + "'");
    return json.getText();
  }

  private static String required(Map<String, String> map, String field) {
    String text = map.get(field);
    if (text == null) {
      throw new IllegalArgumentException("lacks the field '" + field + "'");
    }
    return text;
  }

  private static String name(State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  private static void expect(boolean condition, String reason) {
    if (!condition) {
      throw new IllegalArgumentException(reason);
    }
  }
}
