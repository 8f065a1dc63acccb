package io.deltaglider.cli.transfer;

import io.deltaglider.cli.output.Progress;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Tells how much was read. */
final class ProgressInputStream extends FilterInputStream {
  private final Progress.Meter meter;

  ProgressInputStream(InputStream stream, Progress.Meter meter) {
    super(stream);
    this.meter = meter;
  }

  @Override
  public int read() throws IOException {
    int value = super.read();
    if (value >= 0) {
      meter.advance(1);
    }
    return value;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = super.read(buffer, offset, length);
    if (count > 0) {
      meter.advance(count);
    }
    return count;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
