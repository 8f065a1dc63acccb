package io.deltaglider.wiring;

import java.util.Locale;

/** Where references are cached. */
public enum CacheBackend {
  /** In a directory, shared by processes. */
  FILESYSTEM,
  /** On the heap. */
  MEMORY,
  /** Nowhere. */
  NONE;

  /** Returns the backend's name in settings. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
