package io.deltaglider.core.metadata;

import io.deltaglider.core.model.Sha256;
import java.util.Objects;
import java.util.Optional;

/** What the metadata of a stored object says it is. */
public sealed interface StoredObject {
  /**
   * The body is the content.
   *
   * @param sha256 SHA-256 of the content, absent if another tool wrote the object or there was no
   *     room for our metadata
   * @param size size of the content as it was put; present with the hash
   * @param note why it is no delta
   */
  record Passthrough(Optional<Sha256> sha256, Optional<Long> size, Optional<String> note)
      implements StoredObject {
    /** A stored object that says nothing about itself. */
    public static final Passthrough UNKNOWN =
        new Passthrough(Optional.empty(), Optional.empty(), Optional.empty());

    /** Checks that nothing is null. */
    public Passthrough {
      Objects.requireNonNull(sha256, "sha256");
      Objects.requireNonNull(size, "size");
      Objects.requireNonNull(note, "note");
    }
  }

  /**
   * The body is a delta.
   *
   * @param content what it decodes to and against which reference
   * @param deltaSize size of the body in bytes
   * @param deltaSha256 SHA-256 of the body
   * @param etag the content's ETag
   * @param note how it came about
   */
  record Delta(
      SelfDescription content, long deltaSize, Sha256 deltaSha256, String etag, String note)
      implements StoredObject {
    /** Checks that nothing is null. */
    public Delta {
      Objects.requireNonNull(content, "content");
      Objects.requireNonNull(deltaSha256, "deltaSha256");
      Objects.requireNonNull(etag, "etag");
      Objects.requireNonNull(note, "note");
    }
  }
}
