package io.deltaglider.cli.transfer;

import io.deltaglider.cli.output.Progress;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Tells how much was read. */
final class ProgressInputStream extends FilterInputStream {
  private final Progress progress;

  ProgressInputStream(InputStream stream, Progress progress) {
    super(stream);
    this.progress = progress;
  }

  @Override
  public int read() throws IOException {
    int value = super.read();
    if (value >= 0) {
      progress.advance(1);
    }
    return value;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = super.read(buffer, offset, length);
    if (count > 0) {
      progress.advance(count);
    }
    return count;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
