package io.deltaglider.core.vcdiff;

import java.io.IOException;
import java.io.OutputStream;

/** Counts what goes to the delta and keeps it below a limit. Not thread-safe. */
final class DeltaOutput {
  private final OutputStream out;
  private final long maxBytes;
  private long written;

  DeltaOutput(OutputStream out, long maxBytes) {
    this.out = out;
    this.maxBytes = maxBytes;
  }

  /** Writes all parts, or none and returns false if together they would exceed the limit. */
  boolean write(SectionBuffer... parts) throws IOException {
    long size = 0;
    for (SectionBuffer part : parts) {
      size += part.size();
    }
    if (size > maxBytes - written) {
      return false;
    }
    for (SectionBuffer part : parts) {
      part.copyTo(out);
    }
    written += size;
    return true;
  }

  /** Returns the number of bytes written so far. */
  long written() {
    return written;
  }
}
