package io.deltaglider.port.scratch;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** A single-pass view of a range of a {@link ByteSource}. Not thread-safe. */
final class ByteSourceInputStream extends InputStream {
  private final ByteSource source;
  private final long end;
  private long position;

  ByteSourceInputStream(ByteSource source, long from, long to) {
    this.source = source;
    this.position = from;
    this.end = to;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    if (length == 0) {
      return 0;
    }
    if (position >= end) {
      return -1;
    }
    int wanted = (int) Math.min(length, end - position);
    source.readFully(position, buffer, offset, wanted);
    position += wanted;
    return wanted;
  }

  @Override
  public long skip(long count) {
    long skipped = Math.max(0, Math.min(count, end - position));
    position += skipped;
    return skipped;
  }

  @Override
  public int available() {
    return (int) Math.min(Integer.MAX_VALUE, end - position);
  }
}
