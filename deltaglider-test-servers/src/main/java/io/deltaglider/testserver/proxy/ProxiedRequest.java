package io.deltaglider.testserver.proxy;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The head of a request that came to the proxy.
 *
 * @param ordinal counts the requests from 1 since the proxy was started or its traffic reset
 * @param method as it was sent
 * @param target path and query as they were sent, still escaped
 * @param fields the head's other lines in their order
 */
public record ProxiedRequest(long ordinal, String method, String target, List<HttpField> fields) {
  /** Checks the ordinal and copies the list. */
  public ProxiedRequest {
    if (ordinal < 1) {
      throw new IllegalArgumentException("ordinal " + ordinal);
    }
    Objects.requireNonNull(method, "method");
    Objects.requireNonNull(target, "target");
    fields = List.copyOf(fields);
  }

  /** Returns the target without its query. */
  public String path() {
    int end = target.indexOf('?');
    return end < 0 ? target : target.substring(0, end);
  }

  /** Returns what follows the target's question mark, if there is one. */
  public Optional<String> query() {
    int end = target.indexOf('?');
    return end < 0 ? Optional.empty() : Optional.of(target.substring(end + 1));
  }

  /** Returns the value of the first line of this name, whatever its case. */
  public Optional<String> header(String name) {
    return fields.stream()
        .filter(field -> field.name().equalsIgnoreCase(name))
        .map(HttpField::value)
        .findFirst();
  }

  /** Says whether this is a request by {@code method} whose path ends with {@code suffix}. */
  public boolean is(String method, String suffix) {
    return this.method.equals(method) && path().endsWith(suffix);
  }
}
