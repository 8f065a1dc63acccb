package io.deltaglider.testserver.gcs;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Fails once so many bytes are written. */
final class CutOutputStream extends FilterOutputStream {
  private long remaining;

  CutOutputStream(OutputStream out, long length) {
    super(out);
    this.remaining = length;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int count = (int) Math.min(length, remaining);
    out.write(bytes, offset, count);
    remaining -= count;
    if (count < length) {
      out.flush();
      throw new IOException("the connection breaks in the middle of the answer");
    }
  }
}
