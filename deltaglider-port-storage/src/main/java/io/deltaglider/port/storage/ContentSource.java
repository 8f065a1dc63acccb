package io.deltaglider.port.storage;

import io.deltaglider.port.scratch.ByteSource;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * The bytes of a put: a known number of them, which can be opened more than once, so that an
 * adapter's own retries can send them again.
 */
public interface ContentSource {
  /** Returns how many bytes {@link #open} streams, at least 0. */
  long size();

  /** Opens the bytes from the start. The caller closes the stream. */
  InputStream open() throws IOException;

  /**
   * Opens the bytes from {@code from}, inclusive, to {@code to}, exclusive. The caller closes the
   * stream.
   *
   * @throws IndexOutOfBoundsException unless {@code 0 <= from <= to <= size()}
   */
  default InputStream open(long from, long to) throws IOException {
    Objects.checkFromToIndex(from, to, size());
    InputStream all = open();
    try {
      all.skipNBytes(from);
    } catch (IOException e) {
      all.close();
      throw e;
    }
    return new BoundedInputStream(all, to - from);
  }

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

      @Override
      public InputStream open(long from, long to) {
        return bytes.stream(from, to);
      }
    };
  }

  /** Returns the content of {@code bytes}, which the caller must not change any more. */
  static ContentSource of(byte[] bytes) {
    return of(ByteSource.of(bytes));
  }
}
