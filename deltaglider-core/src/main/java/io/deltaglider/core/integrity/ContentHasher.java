package io.deltaglider.core.integrity;

import io.deltaglider.core.model.Sha256;
import io.deltaglider.core.model.SketchBuilder;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Computes a {@link ContentDigest} in one pass. Not thread-safe. */
public final class ContentHasher {
  private final MessageDigest sha256 = Digests.sha256();
  private final MessageDigest md5 = Digests.md5();
  private final SketchBuilder sketch = new SketchBuilder();
  private long size;

  /** Takes the next bytes. */
  public void update(byte[] bytes, int offset, int length) {
    sha256.update(bytes, offset, length);
    md5.update(bytes, offset, length);
    sketch.update(bytes, offset, length);
    size += length;
  }

  /** Returns the digest of all bytes. Afterwards this hasher is used up. */
  public ContentDigest digest() {
    return new ContentDigest(
        size, Sha256.of(sha256.digest()), HexFormat.of().formatHex(md5.digest()), sketch.build());
  }
}
