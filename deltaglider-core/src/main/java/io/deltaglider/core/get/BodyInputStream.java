package io.deltaglider.core.get;

import io.deltaglider.port.storage.ObjectReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream over a reader's body that closes the reader. */
final class BodyInputStream extends FilterInputStream {
  private final ObjectReader reader;

  BodyInputStream(InputStream body, ObjectReader reader) {
    super(body);
    this.reader = reader;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
