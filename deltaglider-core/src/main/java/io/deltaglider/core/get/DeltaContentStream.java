package io.deltaglider.core.get;

import io.deltaglider.core.integrity.IntegrityException;
import io.deltaglider.core.reference.OpenReference;
import io.deltaglider.core.vcdiff.MalformedDeltaException;
import io.deltaglider.port.scratch.ScratchFile;
import io.deltaglider.port.storage.ObjectAddress;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * The decoded content of a delta, or a part of it, of exactly the expected length. Owns the delta's
 * scratch and the reference. Not thread-safe.
 */
final class DeltaContentStream extends FilterInputStream {
  private final ObjectAddress address;
  private final long length;
  private final ScratchFile delta;
  private final Optional<OpenReference> reference;
  private long position;

  DeltaContentStream(
      InputStream content,
      ObjectAddress address,
      long length,
      ScratchFile delta,
      Optional<OpenReference> reference) {
    super(content);
    this.address = address;
    this.length = length;
    this.delta = delta;
    this.reference = reference;
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
  public boolean markSupported() {
    return false;
  }

  @Override
  public void close() throws IOException {
    try (delta) {
      super.close();
    } finally {
      reference.ifPresent(OpenReference::close);
    }
  }
}
