package io.deltaglider.port.scratch;

import java.io.IOException;
import java.io.OutputStream;

/** Appends what is written to a {@link ScratchFile}. */
final class ScratchOutputStream extends OutputStream {
  private final ScratchFile file;

  ScratchOutputStream(ScratchFile file) {
    this.file = file;
  }

  @Override
  public void write(int value) throws IOException {
    file.append(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    file.append(bytes, offset, length);
  }
}
