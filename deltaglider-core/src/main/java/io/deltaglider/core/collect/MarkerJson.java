package io.deltaglider.core.collect;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.deltaglider.core.collect.Marker.State;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The text of a marker. */
final class MarkerJson {
  private static final int FORMAT = 1;
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private MarkerJson() {}

  static byte[] write(State state, List<String> pointers) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeNumberField("format", FORMAT);
      json.writeStringField("state", state.name().toLowerCase(Locale.ROOT));
      if (!pointers.isEmpty()) {
        json.writeArrayFieldStart("pointers");
        for (String pointer : pointers) {
          json.writeString(pointer);
        }
        json.writeEndArray();
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a heap does not fail
    }
    return bytes.toByteArray();
  }

  /**
   * Reads a marker that others wrote. An empty one says {@code condemned}.
   *
   * @return empty if this version cannot understand it
   */
  static Optional<Marker> read(byte[] text, Instant written) {
    if (text.length == 0) {
      return Optional.of(new Marker(State.CONDEMNED, List.of(), written));
    }
    try (JsonParser json = JSON.createParser(text)) {
      return read(json, written);
    } catch (IOException e) {
      return Optional.empty(); // the caller tells that it was left alone
    }
  }

  private static Optional<Marker> read(JsonParser json, Instant written) throws IOException {
    boolean known = false;
    Optional<State> state = Optional.empty();
    List<String> pointers = new ArrayList<>();
    if (json.nextToken() != JsonToken.START_OBJECT) {
      return Optional.empty();
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      switch (name) {
        case "format" -> known = value == JsonToken.VALUE_NUMBER_INT && json.getText().equals("1");
        case "state" -> state = value == JsonToken.VALUE_STRING ? state(json.getText()) : state;
        case "pointers" -> {
          if (value != JsonToken.START_ARRAY) {
            return Optional.empty();
          }
          while (json.nextToken() == JsonToken.VALUE_STRING) {
            pointers.add(json.getText());
          }
        }
        default -> json.skipChildren();
      }
    }
    return known ? state.map(found -> new Marker(found, pointers, written)) : Optional.empty();
  }

  private static Optional<State> state(String text) {
    for (State state : State.values()) {
      if (state.name().toLowerCase(Locale.ROOT).equals(text)) {
        return Optional.of(state);
      }
    }
    return Optional.empty();
  }
}
