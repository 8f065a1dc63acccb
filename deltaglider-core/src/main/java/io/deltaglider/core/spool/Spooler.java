package io.deltaglider.core.spool;

import io.deltaglider.core.integrity.ContentHasher;
import io.deltaglider.core.integrity.Digests;
import io.deltaglider.core.metadata.SelfDescription;
import io.deltaglider.port.scratch.Scratch;
import io.deltaglider.port.scratch.ScratchFile;
import io.deltaglider.port.storage.ObjectAddress;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.OptionalLong;

/** Moves content into scratch and hashes it on the way. Thread-safe. */
public final class Spooler {
  private final Scratch scratch;

  /** Creates a spooler. */
  public Spooler(Scratch scratch) {
    this.scratch = Objects.requireNonNull(scratch, "scratch");
  }

  /**
   * Reads {@code content} to its end.
   *
   * @param address where it will be stored, for the error
   * @param declaredSize how many bytes there must be, if the caller knows
   * @return the content; the caller closes it
   * @throws ContentLengthException if there are fewer or more bytes than declared
   * @throws IOException if reading {@code content} or writing scratch fails
   */
  public SpooledContent spool(ObjectAddress address, InputStream content, OptionalLong declaredSize)
      throws IOException {
    ScratchFile file = scratch.create(declaredSize.orElse(0));
    try {
      ContentHasher hasher = new ContentHasher();
      byte[] buffer = new byte[Digests.BUFFER_SIZE];
      for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
        hasher.update(buffer, 0, count);
        file.append(buffer, 0, count);
        if (declaredSize.isPresent() && file.size() > declaredSize.getAsLong()) {
          throw new ContentLengthException(
              address, declaredSize.getAsLong(), "at least " + file.size());
        }
      }
      if (declaredSize.isPresent() && file.size() != declaredSize.getAsLong()) {
        throw new ContentLengthException(
            address, declaredSize.getAsLong(), Long.toString(file.size()));
      }
      byte[] prefix = new byte[(int) Math.min(SelfDescription.MAX_PREFIX_BYTES, file.size())];
      file.readFully(0, prefix, 0, prefix.length);
      return new SpooledContent(file, hasher.digest(), prefix);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }
}
