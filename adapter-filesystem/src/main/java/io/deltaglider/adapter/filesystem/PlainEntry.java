package io.deltaglider.adapter.filesystem;

import io.deltaglider.port.cache.CachedReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/** A plain cache entry, open for reading. Thread-safe. */
final class PlainEntry implements CachedReference {
  private final PositionedFile file;
  private final long size;

  /** Takes an open file over. */
  PlainEntry(PositionedFile file, long size) {
    this.file = file;
    this.size = size;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public int read(long position, byte[] buffer, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    Objects.checkFromToIndex(position, size, size);
    int count = (int) Math.min(length, size - position);
    file.read(position, buffer, offset, count);
    return count;
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cache entry cannot be closed", e);
    }
  }
}
