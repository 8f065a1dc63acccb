package io.deltaglider.testserver.s3;

import java.util.Map;
import java.util.Optional;

/**
 * A request as the server received it.
 *
 * @param method the HTTP method
 * @param path the path, percent-encoded: {@code /bucket/key}
 * @param query the query, percent-encoded; empty if there is none
 * @param headers values by name in lower case
 */
public record ReceivedRequest(
    String method, String path, String query, Map<String, String> headers) {
  /** Copies the headers. */
  public ReceivedRequest {
    headers = Map.copyOf(headers);
  }

  /** Returns the value of the header {@code name}, which is in lower case. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }
}
