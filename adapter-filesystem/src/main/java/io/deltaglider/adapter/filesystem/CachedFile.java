package io.deltaglider.adapter.filesystem;

import io.deltaglider.port.cache.CachedReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/** A cache entry's file, open for reading. Thread-safe. */
final class CachedFile implements CachedReference {
  private final PositionedFile file;
  private final int headerBytes;
  private final long size;
  private final EntryFormat.Transformation transformation;

  /** Takes an open file over. */
  CachedFile(
      PositionedFile file, int headerBytes, long size, EntryFormat.Transformation transformation) {
    this.file = file;
    this.headerBytes = headerBytes;
    this.size = size;
    this.transformation = transformation;
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
    file.read(headerBytes + position, buffer, offset, count);
    transformation.apply(position, buffer, offset, count);
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
