package io.deltaglider.testserver.gcs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One answer.
 *
 * @param headers in order; a header may have several values
 * @param length how many bytes {@code body} writes
 */
record Response(int status, Map<String, List<String>> headers, long length, Body body) {
  /** Writes a body. */
  @FunctionalInterface
  interface Body {
    void writeTo(OutputStream out) throws IOException;
  }

  private static final String JSON = "application/json; charset=UTF-8";

  static Response empty(int status) {
    return new Response(status, new LinkedHashMap<>(), 0, out -> {});
  }

  static Response bytes(int status, String type, byte[] bytes) {
    return new Response(status, new LinkedHashMap<>(), bytes.length, out -> out.write(bytes))
        .with("Content-Type", type);
  }

  static Response json(Map<String, Object> json) {
    return bytes(200, JSON, Json.write(json));
  }

  /** Returns an error as the JSON API words it. */
  static Response error(ApiException e) {
    if (e.status() == 304) {
      return empty(304);
    }
    String message = String.valueOf(e.getMessage());
    Map<String, Object> detail = new LinkedHashMap<>();
    detail.put("message", message);
    detail.put("domain", "global");
    detail.put("reason", e.reason());
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("code", e.status());
    error.put("message", message);
    error.put("errors", List.of(detail));
    return bytes(e.status(), JSON, Json.write(Map.of("error", error)));
  }

  /** Returns an error as the XML API words it. */
  static Response xmlError(ApiException e) {
    if (e.status() == 304) {
      return empty(304);
    }
    String xml =
        "<?xml version='1.0' encoding='UTF-8'?><Error><Code>"
            + e.xmlCode()
            + "</Code><Message>"
            + String.valueOf(e.getMessage()).replace("&", "&amp;").replace("<", "&lt;")
            + "</Message></Error>";
    return bytes(e.status(), "application/xml; charset=UTF-8", xml.getBytes(UTF_8));
  }

  /** Adds a header; returns this. */
  Response with(String name, String... values) {
    headers.put(name, List.of(values));
    return this;
  }
}
