package io.deltaglider.sdk.s3;

import io.deltaglider.core.get.ObjectContent;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import software.amazon.awssdk.http.Abortable;

/**
 * An object's content on its way out. What is damaged ends with an exception of the SDK, what
 * cannot be read with an {@link IOException}; never with a clean end. Not thread-safe.
 */
final class ContentBody extends FilterInputStream implements Abortable {
  ContentBody(ObjectContent content) {
    super(content.body());
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    try {
      return super.read(buffer, offset, length);
    } catch (RuntimeException e) {
      throw Failures.translate(e);
    }
  }

  @Override
  public long skip(long count) throws IOException {
    try {
      return super.skip(count);
    } catch (RuntimeException e) {
      throw Failures.translate(e);
    }
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  /** Closing is cheap: what is not read is not fetched. */
  @Override
  public void abort() {
    try {
      close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
