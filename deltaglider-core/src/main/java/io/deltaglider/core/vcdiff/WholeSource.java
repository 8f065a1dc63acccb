package io.deltaglider.core.vcdiff;

import io.deltaglider.port.scratch.ByteSource;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** All bytes of a source that is small enough, read when first asked for. Thread-safe. */
final class WholeSource {
  private final ByteSource source;
  private byte @Nullable [] bytes;

  WholeSource(ByteSource source) {
    this.source = source;
  }

  /** Returns the bytes, which must not be changed. */
  synchronized byte[] bytes() throws IOException {
    byte[] known = bytes;
    if (known == null) {
      known = source.array().orElse(null);
      if (known == null) {
        known = new byte[Math.toIntExact(source.size())];
        source.readFully(0, known, 0, known.length);
      }
      bytes = known;
    }
    return known;
  }
}
