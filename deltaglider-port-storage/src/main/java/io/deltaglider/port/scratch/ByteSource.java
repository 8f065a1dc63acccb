package io.deltaglider.port.scratch;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Optional;

/**
 * A sequence of bytes of known size that can be read at any position.
 *
 * <p>Reads do not change any state that a caller can see, so several threads may read one source at
 * once. The bytes do not change while anyone reads them, except that a {@link ScratchFile} may grow
 * at its end.
 */
public interface ByteSource {
  /** Returns the number of bytes, at least 0. */
  long size();

  /**
   * Reads bytes from {@code position} on, as many as fit and are there, into {@code buffer}.
   *
   * @param position from 0 to {@link #size}, inclusive
   * @param offset where in {@code buffer} the first byte goes
   * @param length how many bytes at most
   * @return the number of bytes read: exactly {@code min(length, size() - position)}
   * @throws IndexOutOfBoundsException if {@code position}, {@code offset} or {@code length} is out
   *     of range
   * @throws IOException if the medium fails
   */
  int read(long position, byte[] buffer, int offset, int length) throws IOException;

  /**
   * Reads exactly {@code length} bytes.
   *
   * @throws EOFException if fewer bytes follow {@code position}
   * @throws IOException if the medium fails
   */
  default void readFully(long position, byte[] buffer, int offset, int length) throws IOException {
    int count = read(position, buffer, offset, length);
    if (count < length) {
      throw new EOFException(
          "wanted " + length + " bytes at " + position + " but only " + count + " follow");
    }
  }

  /**
   * Returns a stream over the bytes from {@code from}, inclusive, to {@code to}, exclusive. Closing
   * it does not close this source.
   *
   * @throws IndexOutOfBoundsException unless {@code 0 <= from <= to <= size()}
   */
  default InputStream stream(long from, long to) {
    Objects.checkFromToIndex(from, to, size());
    return new ByteSourceInputStream(this, from, to);
  }

  /** Returns a stream over all bytes. Closing it does not close this source. */
  default InputStream stream() {
    return stream(0, size());
  }

  /**
   * Returns the array that is exactly these bytes, if they are held as one. It spares a copy of
   * everything and must not be changed.
   */
  default Optional<byte[]> array() {
    return Optional.empty();
  }

  /** Returns a source over {@code bytes}, which the caller must not change any more. */
  static ByteSource of(byte[] bytes) {
    return new ArrayByteSource(bytes);
  }
}
