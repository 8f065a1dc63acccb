package io.deltaglider.core.reference;

import io.deltaglider.port.scratch.ByteSource;
import java.io.Closeable;
import java.util.Objects;

/** A verified reference, open for reading until it is closed. */
public final class OpenReference implements Closeable {
  private final ByteSource bytes;
  private final Runnable release;

  OpenReference(ByteSource bytes, Runnable release) {
    this.bytes = Objects.requireNonNull(bytes, "bytes");
    this.release = Objects.requireNonNull(release, "release");
  }

  /** Returns its bytes. */
  public ByteSource bytes() {
    return bytes;
  }

  @Override
  public void close() {
    release.run();
  }
}
