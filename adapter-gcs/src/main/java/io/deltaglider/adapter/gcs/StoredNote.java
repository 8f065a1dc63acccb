package io.deltaglider.adapter.gcs;

import io.deltaglider.port.storage.ContentHeaders;
import io.deltaglider.port.storage.ObjectAttributes;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the service has no field for, in one entry of the custom metadata: which headers were given
 * (the service invents a type and caching directives), Expires, and the storage class's name.
 *
 * <p>An entry of the user's that looks like it gets a {@code +} behind its name.
 *
 * @param typed whether a content type was given
 * @param cached whether caching directives were given
 * @param plain whether headers of HTTP can carry everything exactly
 * @param storageClass the name that was given
 * @param expires the text that was given
 */
record StoredNote(
    boolean typed,
    boolean cached,
    boolean plain,
    Optional<String> storageClass,
    Optional<String> expires) {
  /** The name of the entry. */
  static final String NAME = "deltaglider-gcs";

  private static final String ESCAPE = "+";
  private static final char SEPARATOR = '|';

  static StoredNote of(ObjectAttributes attributes) {
    ContentHeaders headers = attributes.headers();
    return new StoredNote(
        headers.contentType().isPresent(),
        headers.cacheControl().isPresent(),
        isPlain(attributes),
        attributes.storageClass(),
        headers.expires());
  }

  /** Returns the custom metadata to store: the user's and this. */
  Map<String, String> with(Map<String, String> user) {
    Map<String, String> stored = new TreeMap<>();
    user.forEach((name, value) -> stored.put(isLikeOurs(name) ? name + ESCAPE : name, value));
    stored.put(NAME, encode());
    return stored;
  }

  /** Returns the user's part of stored metadata, whose names are in lower case. */
  static Map<String, String> user(Map<String, String> stored) {
    Map<String, String> user = new TreeMap<>();
    stored.forEach(
        (name, value) -> {
          if (!name.equals(NAME)) {
            boolean escaped = isLikeOurs(name);
            user.put(escaped ? name.substring(0, name.length() - 1) : name, value);
          }
        });
    return user;
  }

  /** Returns the note in stored metadata; empty for objects that others put. */
  static Optional<StoredNote> in(Map<String, String> stored) {
    String text = stored.getOrDefault(NAME, "");
    int first = text.indexOf(SEPARATOR);
    int second = text.indexOf(SEPARATOR, first + 1);
    if (first < 0 || second < 0) {
      return Optional.empty();
    }
    String flags = text.substring(0, first);
    String storageClass = text.substring(first + 1, second);
    // Expires may be an empty text, which is not the same as none.
    Optional<String> expires =
        flags.indexOf('e') >= 0 ? Optional.of(text.substring(second + 1)) : Optional.empty();
    return Optional.of(
        new StoredNote(
            flags.indexOf('t') >= 0,
            flags.indexOf('c') >= 0,
            flags.indexOf('p') >= 0,
            Optional.of(storageClass).filter(name -> !name.isEmpty()),
            expires));
  }

  private String encode() {
    return (typed ? "t" : "")
        + (cached ? "c" : "")
        + (plain ? "p" : "")
        + (expires.isPresent() ? "e" : "")
        + SEPARATOR
        + storageClass.orElse("")
        + SEPARATOR
        + expires.orElse("");
  }

  private static boolean isLikeOurs(String name) {
    return name.startsWith(NAME) && name.substring(NAME.length()).chars().allMatch(c -> c == '+');
  }

  private static boolean isPlain(ObjectAttributes attributes) {
    ContentHeaders headers = attributes.headers();
    return attributes.metadata().values().stream().allMatch(StoredNote::isPlain)
        && headers.contentType().filter(text -> !isPlain(text)).isEmpty()
        && headers.contentEncoding().filter(text -> !isPlain(text)).isEmpty()
        && headers.contentLanguage().filter(text -> !isPlain(text)).isEmpty()
        && headers.contentDisposition().filter(text -> !isPlain(text)).isEmpty()
        && headers.cacheControl().filter(text -> !isPlain(text)).isEmpty()
        && headers.expires().filter(text -> !isPlain(text)).isEmpty();
  }

  /** Whether a header's value survives proxies and libraries: no trimming, no decoding. */
  private static boolean isPlain(String text) {
    return !text.isEmpty()
        && !text.startsWith(" ")
        && !text.endsWith(" ")
        && !text.contains("=?")
        && text.chars().allMatch(c -> c >= 0x20 && c < 0x7f);
  }
}
