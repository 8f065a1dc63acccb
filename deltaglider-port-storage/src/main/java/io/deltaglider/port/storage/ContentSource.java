package io.deltaglider.port.storage;

import io.deltaglider.port.scratch.ByteSource;
import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes of a put: a known number of them, which can be opened more than once, so that an
 * adapter's own retries can send them again.
 */
public interface ContentSource {
  /** Returns how many bytes {@link #open} streams, at least 0. */
  long size();

  /** Opens the bytes from the start. The caller closes the stream. */
  InputStream open() throws IOException;

  /** Returns the content of {@code bytes}. */
  static ContentSource of(ByteSource bytes) {
    return new ContentSource() {
      @Override
      public long size() {
        return bytes.size();
      }

      @Override
      public InputStream open() {
        return bytes.stream();
      }
    };
  }

  /** Returns the content of {@code bytes}, which the caller must not change any more. */
  static ContentSource of(byte[] bytes) {
    return of(ByteSource.of(bytes));
  }
}
