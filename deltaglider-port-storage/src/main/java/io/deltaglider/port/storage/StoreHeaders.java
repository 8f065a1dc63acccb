package io.deltaglider.port.storage;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What only the store itself understands of a request or an answer: encryption, access control
 * lists, object lock and the like, under the names of S3's headers. They travel through the port
 * unread. A request that carries any needs {@link Capability#STORE_HEADERS}.
 *
 * <p>Values may be secrets, such as the key of an encrypted object, so {@link #toString} shows
 * names only.
 *
 * @param entries values by name; names in lower case, such as {@code x-amz-acl}
 */
public record StoreHeaders(Map<String, String> entries) {
  /** No header at all. */
  public static final StoreHeaders NONE = new StoreHeaders(Map.of());

  private static final Pattern NAME = Pattern.compile("x-amz-[0-9a-z-]+");

  /** Checks names and values, and sorts them. */
  public StoreHeaders {
    entries = Collections.unmodifiableMap(new TreeMap<>(entries));
    entries.forEach(StoreHeaders::check);
  }

  /** Returns whether there is none. */
  public boolean isEmpty() {
    return entries.isEmpty();
  }

  /** Returns the value of the header {@code name}, which is in lower case. */
  public Optional<String> value(String name) {
    return Optional.ofNullable(entries.get(name));
  }

  /** Returns the names of the headers, without their values. */
  @Override
  public String toString() {
    return entries.keySet().toString();
  }

  private static void check(String name, String value) {
    Objects.requireNonNull(value, name);
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("bad name of a store's header '" + name + "'");
    }
    if (value.chars().anyMatch(c -> c < 0x20 || c >= 0x7f)) {
      throw new IllegalArgumentException("bad characters in the value of header '" + name + "'");
    }
  }
}
