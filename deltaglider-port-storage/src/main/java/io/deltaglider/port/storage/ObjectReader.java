package io.deltaglider.port.storage;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * An object open for reading: its head and its bytes from one read of the store.
 *
 * @param head the whole object's head, also when only a range is read
 * @param body the bytes, or the range's bytes. A failure of the store inside {@code
 *     InputStream.read} is an {@link IOException} whose cause is a {@link StorageException}
 */
public record ObjectReader(ObjectHead head, InputStream body) implements Closeable {
  /** Checks that nothing is null. */
  public ObjectReader {
    Objects.requireNonNull(head, "head");
    Objects.requireNonNull(body, "body");
  }

  /** Closes the body; cheap even before its end. */
  @Override
  public void close() throws IOException {
    body.close();
  }
}
