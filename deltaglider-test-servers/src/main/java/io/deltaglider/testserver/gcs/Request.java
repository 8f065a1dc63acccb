package io.deltaglider.testserver.gcs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.GZIPInputStream;

/**
 * One request, also one inside a batch.
 *
 * @param target path and query as the client sent them
 * @param path the segments of the path, each decoded by itself
 * @param query the parameters, decoded
 * @param headers names in lower case
 * @param body as it came; see {@link #content}
 */
record Request(
    String method,
    String target,
    List<String> path,
    Map<String, String> query,
    Map<String, String> headers,
    InputStream body) {
  static Request of(String method, String target, Map<String, String> headers, InputStream body) {
    int mark = target.indexOf('?');
    String path = mark < 0 ? target : target.substring(0, mark);
    Map<String, String> query = new HashMap<>();
    if (mark >= 0) {
      for (String parameter : target.substring(mark + 1).split("&", -1)) {
        int equals = parameter.indexOf('=');
        String name = equals < 0 ? parameter : parameter.substring(0, equals);
        String value = equals < 0 ? "" : parameter.substring(equals + 1).replace('+', ' ');
        query.put(decode(name), decode(value));
      }
    }
    List<String> segments = new ArrayList<>();
    for (String segment : path.substring(1).split("/", -1)) {
      segments.add(decode(segment));
    }
    String override = headers.getOrDefault("x-http-method-override", method);
    return new Request(override, target, segments, query, headers, body);
  }

  /** Decodes percent-escapes and nothing else: a plus sign is a plus sign. */
  private static String decode(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int i = 0;
    while (i < text.length()) {
      if (text.charAt(i) == '%') {
        bytes.write(Integer.parseInt(text.substring(i + 1, i + 3), 16));
        i += 3;
      } else {
        bytes.writeBytes(Character.toString(text.codePointAt(i)).getBytes(UTF_8));
        i += Character.charCount(text.codePointAt(i));
      }
    }
    return bytes.toString(UTF_8);
  }

  /** Returns the path as it was sent, without the query. */
  String rawPath() {
    int mark = target.indexOf('?');
    return mark < 0 ? target : target.substring(0, mark);
  }

  Optional<String> parameter(String name) {
    return Optional.ofNullable(query.get(name));
  }

  OptionalLong number(String name) {
    Optional<String> text = parameter(name);
    return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(parse(name, text.get()));
  }

  private static long parse(String name, String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw ApiException.invalid("Invalid value '" + text + "' for " + name);
    }
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  /** Returns the body, unpacked if the client packed it for the way. */
  InputStream content() throws IOException {
    if (header("content-encoding").filter("gzip"::equals).isPresent()) {
      return new GZIPInputStream(body);
    }
    return body;
  }

  /** Returns the body as JSON. */
  Map<String, Object> json() throws IOException {
    return Json.parse(content().readAllBytes());
  }

  static InputStream noBody() {
    return new ByteArrayInputStream(new byte[0]);
  }
}
