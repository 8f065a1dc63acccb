package io.deltaglider.core.integrity;

import io.deltaglider.core.model.Sha256;
import io.deltaglider.port.storage.ObjectAddress;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/**
 * Checks size and SHA-256 of what is read from it. A stream that does not match never reaches a
 * clean end: the read that would report the end, or the first byte too many, throws {@link
 * IntegrityException}. Not thread-safe.
 */
public final class VerifyingInputStream extends FilterInputStream {
  private final ObjectAddress address;
  private final long expectedSize;
  private final Sha256 expected;
  private final MessageDigest digest = Digests.sha256();
  private long size;
  private boolean verified;

  /**
   * Creates a stream.
   *
   * @param address the object that is read, for the error
   * @param expectedSize how many bytes there must be
   * @param expected their SHA-256
   */
  public VerifyingInputStream(
      InputStream stream, ObjectAddress address, long expectedSize, Sha256 expected) {
    super(stream);
    this.address = address;
    this.expectedSize = expectedSize;
    this.expected = expected;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = super.read(buffer, offset, length);
    if (count < 0) {
      verifyEnd();
      return -1;
    }
    size += count;
    if (size > expectedSize) {
      throw new IntegrityException(
          address, "content", expectedSize + " bytes", "at least " + size + " bytes");
    }
    digest.update(buffer, offset, count);
    return count;
  }

  /** Reads the skipped bytes, so that they are checked too. */
  @Override
  public long skip(long count) throws IOException {
    byte[] buffer = new byte[(int) Math.max(0, Math.min(count, Digests.BUFFER_SIZE))];
    long skipped = 0;
    while (skipped < count) {
      int read = read(buffer, 0, (int) Math.min(buffer.length, count - skipped));
      if (read < 0) {
        break;
      }
      skipped += read;
    }
    return skipped;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  @Override
  public synchronized void mark(int limit) {}

  @Override
  public synchronized void reset() throws IOException {
    throw new IOException("mark and reset are not supported");
  }

  private void verifyEnd() {
    if (verified) {
      return;
    }
    if (size != expectedSize) {
      throw new IntegrityException(address, "content", expectedSize + " bytes", size + " bytes");
    }
    Sha256 actual = Sha256.of(digest.digest());
    if (!actual.equals(expected)) {
      throw new IntegrityException(
          address, "content", "SHA-256 " + expected.hex(), "SHA-256 " + actual.hex());
    }
    verified = true;
  }
}
