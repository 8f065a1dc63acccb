package io.deltaglider.core.multipart;

import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.StorageException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body of the store's whose failures are the store's, not the caller's. Not thread-safe. */
final class StoreStream extends FilterInputStream {
  private final ObjectAddress stored;

  StoreStream(InputStream body, ObjectAddress stored) {
    super(body);
    this.stored = stored;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) {
    try {
      return super.read(buffer, offset, length);
    } catch (IOException e) {
      throw StorageException.ofBody(e, "read " + stored);
    }
  }
}
