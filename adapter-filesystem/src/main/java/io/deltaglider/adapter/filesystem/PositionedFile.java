package io.deltaglider.adapter.filesystem;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/**
 * A file that is read and written at any position by several threads.
 *
 * <p>Not a {@link java.nio.channels.FileChannel}: an interrupt of one thread would close it for
 * all, and each thread would keep a direct buffer as large as its largest read. Thread-safe.
 */
final class PositionedFile implements Closeable {
  // The JDK takes native memory for a copy of each read or write.
  private static final int SLICE_BYTES = 256 * 1024;

  private final RandomAccessFile file; // its position is guarded by itself

  private PositionedFile(RandomAccessFile file) {
    this.file = file;
  }

  /** Opens a file that exists for reading. */
  static PositionedFile openForReading(Path path) throws IOException {
    return new PositionedFile(new RandomAccessFile(path.toFile(), "r"));
  }

  /** Opens a file that exists for reading and writing. */
  static PositionedFile openForWriting(Path path) throws IOException {
    return new PositionedFile(new RandomAccessFile(path.toFile(), "rw"));
  }

  /** Returns the length of the file in bytes. */
  long length() throws IOException {
    return file.length();
  }

  /**
   * Reads exactly {@code length} bytes.
   *
   * @throws EOFException if the file ends before
   */
  void read(long position, byte[] buffer, int offset, int length) throws IOException {
    int done = 0;
    while (done < length) {
      int count;
      synchronized (file) {
        file.seek(position + done);
        count = file.read(buffer, offset + done, Math.min(SLICE_BYTES, length - done));
      }
      if (count < 0) {
        throw new EOFException("file ends at " + (position + done));
      }
      done += count;
    }
  }

  /** Writes {@code length} bytes. */
  void write(long position, byte[] buffer, int offset, int length) throws IOException {
    int done = 0;
    while (done < length) {
      int count = Math.min(SLICE_BYTES, length - done);
      synchronized (file) {
        file.seek(position + done);
        file.write(buffer, offset + done, count);
      }
      done += count;
    }
  }

  /** Returns once the bytes are on the medium. */
  void force() throws IOException {
    file.getFD().sync();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
