package io.deltaglider.port.scratch;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Temporary bytes: appended by one thread, readable at any position at once, gone when closed.
 *
 * <p>Every byte is taken from the budget of the {@link Scratch} that made the file and given back
 * by {@link #close}. Closing twice does nothing; reading and appending to a closed file throw
 * {@link IOException}.
 */
public interface ScratchFile extends ByteSource, Closeable {
  /**
   * Appends bytes. They can be read as soon as this returns. A failed append leaves {@link #size}
   * as it was.
   *
   * @throws ScratchExhaustedException if the budget has no room for them within the waiting time
   * @throws IOException if the file is closed or the medium fails
   */
  void append(byte[] bytes, int offset, int length) throws IOException;

  /** Returns a stream that appends to this file. Closing the stream does not close the file. */
  default OutputStream appender() {
    return new ScratchOutputStream(this);
  }

  /** Removes the bytes and gives them back to the budget. */
  @Override
  void close();
}
