package io.deltaglider.core.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.deltaglider.core.model.Scope;
import io.deltaglider.core.select.DeltaPolicy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The text of {@code format.json}; docs/FORMAT.md, "format.json". Strict: unknown fields, wrong
 * types and a newer format are errors.
 */
public final class PolicyDocument {
  /** The version of the stored format that this code reads and writes. */
  public static final int FORMAT_VERSION = 1;

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private PolicyDocument() {}

  /** Returns the document of a bucket with this policy. */
  public static byte[] write(DeltaPolicy policy) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeNumberField("format", FORMAT_VERSION);
      json.writeObjectFieldStart("policy");
      writeArray(json, "extensions", new TreeSet<>(policy.extensions()));
      json.writeNumberField("minSize", policy.minSize());
      writeArray(
          json,
          "scopes",
          policy.scopes().stream().sorted().map(PolicyDocument::name).collect(Collectors.toList()));
      writeArray(json, "isolate", policy.isolate());
      writeArray(json, "off", policy.off());
      json.writeEndObject();
      json.writeEndObject();
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory failed", e);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads a document.
   *
   * @throws IllegalArgumentException if it cannot be understood; the message says why
   */
  public static DeltaPolicy read(byte[] document) {
    try (JsonParser json = JSON.createParser(new String(document, UTF_8))) {
      expect(json.nextToken() == JsonToken.START_OBJECT, "is not a JSON object");
      DeltaPolicy policy = null;
      int version = 0;
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        json.nextToken();
        switch (field) {
          case "format" -> {
            version = (int) number(json, field);
            expect(
                version == FORMAT_VERSION,
                "has format " + version + ", but this version of DeltaGlider knows only 1");
          }
          case "policy" -> policy = readPolicy(json);
          default -> throw new IllegalArgumentException("has an unknown field '" + field + "'");
        }
      }
      expect(json.nextToken() == null, "goes on behind its end");
      expect(version != 0, "names no format");
      if (policy == null) {
        throw new IllegalArgumentException("has no policy");
      }
      return policy;
    } catch (IOException e) {
      throw new IllegalArgumentException("is not JSON: " + e.getMessage(), e);
    }
  }

  private static DeltaPolicy readPolicy(JsonParser json) throws IOException {
    expect(json.currentToken() == JsonToken.START_OBJECT, "has a policy that is no object");
    Set<String> extensions = DeltaPolicy.DEFAULT.extensions();
    long minSize = DeltaPolicy.DEFAULT.minSize();
    Set<Scope.Kind> scopes = DeltaPolicy.DEFAULT.scopes();
    List<String> isolate = DeltaPolicy.DEFAULT.isolate();
    List<String> off = DeltaPolicy.DEFAULT.off();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "extensions" -> extensions = Set.copyOf(texts(json, field));
        case "minSize" -> minSize = number(json, field);
        case "scopes" ->
            scopes =
                texts(json, field).stream().map(PolicyDocument::kind).collect(Collectors.toSet());
        case "isolate" -> isolate = texts(json, field);
        case "off" -> off = texts(json, field);
        default ->
            throw new IllegalArgumentException("has an unknown field 'policy." + field + "'");
      }
    }
    return new DeltaPolicy(extensions, minSize, scopes, isolate, off);
  }

  private static void writeArray(JsonGenerator json, String field, Collection<String> texts)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  private static long number(JsonParser json, String field) throws IOException {
    expect(
        json.currentToken() == JsonToken.VALUE_NUMBER_INT,
        "has a field '" + field + "' that is no whole number");
    return json.getLongValue();
  }

  private static List<String> texts(JsonParser json, String field) throws IOException {
    String reason = "has a field '" + field + "' that is no list of texts";
    expect(json.currentToken() == JsonToken.START_ARRAY, reason);
    List<String> texts = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      expect(json.currentToken() == JsonToken.VALUE_STRING, reason);
      texts.add(json.getText());
    }
    return List.copyOf(texts);
  }

  private static Scope.Kind kind(String name) {
    for (Scope.Kind kind : Scope.Kind.values()) {
      if (name(kind).equals(name)) {
        return kind;
      }
    }
    throw new IllegalArgumentException("names an unknown scope '" + name + "'");
  }

  private static String name(Scope.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private static void expect(boolean condition, String reason) {
    if (!condition) {
      throw new IllegalArgumentException(reason);
    }
  }
}
