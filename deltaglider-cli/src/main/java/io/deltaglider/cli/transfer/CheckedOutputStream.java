package io.deltaglider.cli.transfer;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;

/** Throws what a {@link PrintStream} keeps to itself. Not thread-safe. */
final class CheckedOutputStream extends OutputStream {
  private final PrintStream stream;

  CheckedOutputStream(PrintStream stream) {
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
    if (stream.checkError()) {
      throw new IOException("standard output cannot be written");
    }
  }
}
