package io.deltaglider.adapter.filesystem;

import io.deltaglider.port.storage.StorageException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Objects;

/** A range of an object's body. Closes the file. Not thread-safe. */
final class ObjectBodyInputStream extends InputStream {
  // The JDK keeps a direct buffer of the largest read for each thread.
  private static final int SLICE_BYTES = 64 * 1024;

  private final ObjectFile file;
  private final long end;
  private long position;

  ObjectBodyInputStream(ObjectFile file, long from, long to) {
    this.file = file;
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
    int wanted = (int) Math.min(Math.min(length, SLICE_BYTES), end - position);
    try {
      int count = file.channel().read(ByteBuffer.wrap(buffer, offset, wanted), position);
      if (count < 0) {
        throw new EOFException("file ends at " + position + ", before the body's end at " + end);
      }
      position += count;
      return count;
    } catch (IOException e) {
      StorageException cause = FilesystemExceptions.translate(e, "read", file.head().address());
      throw new IOException(cause.getMessage(), cause);
    }
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

  @Override
  public void close() throws IOException {
    file.close();
  }
}
