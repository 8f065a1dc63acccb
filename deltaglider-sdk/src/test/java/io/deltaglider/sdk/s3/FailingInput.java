package io.deltaglider.sdk.s3;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.util.Arrays;

/** The first half of some bytes, and then an error. */
public final class FailingInput extends FilterInputStream {
  /** What the error says. */
  public static final String MESSAGE = "the disk is gone";

  /** Creates a stream that fails halfway. */
  public FailingInput(byte[] bytes) {
    super(new ByteArrayInputStream(Arrays.copyOf(bytes, bytes.length / 2)));
  }

  @Override
  public int read() throws IOException {
    return check(super.read());
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    return check(super.read(buffer, offset, length));
  }

  private static int check(int read) throws IOException {
    if (read < 0) {
      throw new IOException(MESSAGE);
    }
    return read;
  }
}
