package io.deltaglider.core.put;

import io.deltaglider.core.metadata.SelfDescription;
import io.deltaglider.core.model.Sha256;
import io.deltaglider.port.scratch.ScratchFile;
import java.io.Closeable;

/**
 * A delta in scratch that has been decoded again and found right. Closing it gives up the scratch.
 */
final class EncodedDelta implements Closeable {
  private final ScratchFile file;
  private final Sha256 sha256;
  private final SelfDescription description;

  EncodedDelta(ScratchFile file, Sha256 sha256, SelfDescription description) {
    this.file = file;
    this.sha256 = sha256;
    this.description = description;
  }

  ScratchFile file() {
    return file;
  }

  /** Returns the SHA-256 of the delta's own bytes. */
  Sha256 sha256() {
    return sha256;
  }

  SelfDescription description() {
    return description;
  }

  double ratio() {
    return (double) file.size() / description.size();
  }

  @Override
  public void close() {
    file.close();
  }
}
