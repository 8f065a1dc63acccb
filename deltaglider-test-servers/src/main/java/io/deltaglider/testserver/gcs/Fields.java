package io.deltaglider.testserver.gcs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Partial answers: a {@code fields} parameter such as {@code nextPageToken,items(name,size)}. */
final class Fields {
  private final String text;
  private int at;

  private Fields(String text) {
    this.text = text;
  }

  /** Returns the part of an answer that a request wants; all of it without the parameter. */
  static Response answer(Request request, Map<String, Object> json) {
    Optional<String> wanted = request.parameter("fields");
    return Response.json(wanted.isEmpty() ? json : select(json, new Fields(wanted.get()).parse()));
  }

  /** Returns the wanted fields by name; one without parts is wanted whole. */
  private Map<String, Map<String, Object>> parse() {
    Map<String, Map<String, Object>> wanted = new LinkedHashMap<>();
    while (at < text.length() && text.charAt(at) != ')') {
      int start = at;
      while (at < text.length() && ",()".indexOf(text.charAt(at)) < 0) {
        at++;
      }
      String name = text.substring(start, at);
      Map<String, Object> parts = new LinkedHashMap<>();
      if (at < text.length() && text.charAt(at) == '(') {
        at++;
        parts.putAll(parse());
        at++;
      }
      wanted.put(name, parts);
      if (at < text.length() && text.charAt(at) == ',') {
        at++;
      }
    }
    return wanted;
  }

  private static Map<String, Object> select(
      Map<String, Object> json, Map<String, ? extends Object> wanted) {
    Map<String, Object> selected = new LinkedHashMap<>();
    json.forEach(
        (name, value) -> {
          if (wanted.containsKey(name)) {
            Map<String, Object> parts = Json.child(new LinkedHashMap<>(wanted), name);
            selected.put(name, parts.isEmpty() ? value : part(value, parts));
          }
        });
    return selected;
  }

  private static Object part(Object value, Map<String, Object> parts) {
    if (value instanceof List<?> items) {
      List<Object> selected = new ArrayList<>();
      items.forEach(item -> selected.add(part(item, parts)));
      return selected;
    }
    return select(Json.child(Map.of("value", value), "value"), parts);
  }
}
