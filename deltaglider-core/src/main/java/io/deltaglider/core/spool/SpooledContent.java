package io.deltaglider.core.spool;

import io.deltaglider.core.integrity.ContentDigest;
import io.deltaglider.port.scratch.ScratchFile;
import java.io.Closeable;
import java.util.Objects;

/** Content that lies in scratch until this is closed. */
public final class SpooledContent implements Closeable {
  private final ScratchFile file;
  private final ContentDigest digest;
  private final byte[] prefix;

  SpooledContent(ScratchFile file, ContentDigest digest, byte[] prefix) {
    this.file = Objects.requireNonNull(file, "file");
    this.digest = Objects.requireNonNull(digest, "digest");
    this.prefix = prefix;
  }

  /** Returns the bytes. */
  public ScratchFile file() {
    return file;
  }

  /** Returns what one pass over the bytes yielded. */
  public ContentDigest digest() {
    return digest;
  }

  /** Returns a copy of the first bytes, at most 4,096. */
  public byte[] prefix() {
    return prefix.clone();
  }

  @Override
  public void close() {
    file.close();
  }
}
