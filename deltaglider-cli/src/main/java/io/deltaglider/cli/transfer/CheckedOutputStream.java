package io.deltaglider.cli.transfer;

import io.deltaglider.cli.output.StandardOutput;
import java.io.IOException;
import java.io.OutputStream;

/** Throws what standard output keeps to itself. Not thread-safe. */
final class CheckedOutputStream extends OutputStream {
  private final StandardOutput stream;

  CheckedOutputStream(StandardOutput stream) {
    this.stream = stream;
  }

  @Override
  public void write(int value) throws IOException {
    stream.write(value);
    check();
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    stream.write(bytes, offset, length);
    check();
  }

  @Override
  public void flush() throws IOException {
    stream.flush();
    check();
  }

  private void check() throws IOException {
    if (stream.failure().isPresent()) {
      throw stream.failure().get();
    }
  }
}
