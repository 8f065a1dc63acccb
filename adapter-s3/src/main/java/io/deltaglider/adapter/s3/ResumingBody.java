package io.deltaglider.adapter.s3;

import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * The bytes of an object, or of a range of it. When the download breaks it is resumed where it
 * broke, so often and no oftener, and only in the same form of the object. Not thread-safe.
 */
final class ResumingBody extends InputStream {
  /** Asks for the bytes from one position of the object to another, {@code last} inclusive. */
  @FunctionalInterface
  interface Source {
    /**
     * Opens the form that the first answer was about.
     *
     * @throws StorageException if that fails or there is another form now
     */
    ResponseInputStream<GetObjectResponse> open(long first, long last);
  }

  private final ObjectAddress address;
  private final Source source;
  private final long end;
  private ResponseInputStream<GetObjectResponse> body;
  private long position;
  private int resumesLeft;
  private boolean closed;

  /**
   * Reads {@code body}, which begins at {@code position} of the object and ends before {@code end}.
   */
  ResumingBody(
      ObjectAddress address,
      ResponseInputStream<GetObjectResponse> body,
      long position,
      long end,
      int resumes,
      Source source) {
    this.address = address;
    this.body = body;
    this.position = position;
    this.end = end;
    this.resumesLeft = resumes;
    this.source = source;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    if (closed) {
      throw new IOException("the body of " + address + " is closed");
    }
    if (length == 0) {
      return 0;
    }
    while (position < end) {
      int count = readOnce(buffer, offset, (int) Math.min(length, end - position));
      if (count > 0) {
        position += count;
        return count;
      }
    }
    return -1;
  }

  /** Returns 0 after a failure that was mended. */
  private int readOnce(byte[] buffer, int offset, int length) throws IOException {
    try {
      int count = body.read(buffer, offset, length);
      if (count >= 0) {
        return count;
      }
      resumeAfter(new IOException("ended after " + position + " of " + end + " bytes"));
    } catch (IOException | SdkException e) {
      resumeAfter(e);
    }
    return 0;
  }

  private void resumeAfter(Exception failure) throws IOException {
    body.abort();
    if (resumesLeft == 0 || Thread.currentThread().isInterrupted()) {
      throw failed(
          new StorageException(
              Kind.UNAVAILABLE, "read " + address + ": " + failure.getMessage(), failure));
    }
    resumesLeft--;
    try {
      body = source.open(position, end - 1);
    } catch (StorageException e) {
      e.addSuppressed(failure);
      throw failed(e);
    }
  }

  private static IOException failed(StorageException cause) {
    return new IOException(cause.getMessage(), cause);
  }

  @Override
  public int available() throws IOException {
    return closed ? 0 : (int) Math.min(body.available(), end - position);
  }

  /** Gives up the connection rather than reading what is left. */
  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      if (position < end) {
        body.abort();
      }
      body.close();
    }
  }
}
