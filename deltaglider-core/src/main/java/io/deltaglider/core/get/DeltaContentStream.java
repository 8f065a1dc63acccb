package io.deltaglider.core.get;

import io.deltaglider.core.integrity.IntegrityException;
import io.deltaglider.core.vcdiff.MalformedDeltaException;
import io.deltaglider.port.storage.ObjectAddress;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The decoded content of a delta, or a part of it, of exactly the expected length. Gives back what
 * decoding holds when it is closed. Not thread-safe.
 */
final class DeltaContentStream extends FilterInputStream {
  private final ObjectAddress address;
  private final long length;
  private final Runnable release;
  private long position;
  private boolean closed;

  DeltaContentStream(InputStream content, ObjectAddress address, long length, Runnable release) {
    super(content);
    this.address = address;
    this.length = length;
    this.release = release;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int count) throws IOException {
    int read;
    try {
      read = super.read(buffer, offset, count);
    } catch (MalformedDeltaException e) {
      throw new IntegrityException(address, "delta", e);
    }
    if (read < 0 && position != length) {
      throw new IntegrityException(address, "content", length + " bytes", position + " bytes");
    }
    position += Math.max(0, read);
    return read;
  }

  @Override
  public long skip(long count) throws IOException {
    try {
      long skipped = super.skip(count);
      position += skipped;
      return skipped;
    } catch (MalformedDeltaException e) {
      throw new IntegrityException(address, "delta", e);
    }
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try {
      super.close();
    } finally {
      release.run();
    }
  }
}
