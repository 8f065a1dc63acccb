package io.deltaglider.adapter.filesystem;

import java.util.Optional;

/**
 * How an encrypted entry's content is cut into chunks. All have the same length but the last, which
 * may be shorter; it is empty only if the content is.
 *
 * @param size the content's bytes
 */
record EntryChunks(long size) {
  /** Small, so that the code that unseals is compiled soon: see docs/FILESYSTEM.md. */
  static final int CHUNK_BYTES = 4 * 1024;

  /** How many bytes longer a chunk is when it is sealed. */
  static final int TAG_BYTES = 16;

  private static final int SEALED_CHUNK_BYTES = CHUNK_BYTES + TAG_BYTES;

  /** How many chunks are read or written at once. */
  private static final int RUN_CHUNKS = 16;

  /** How many bytes such a run has at most. */
  static final int RUN_BYTES = RUN_CHUNKS * CHUNK_BYTES;

  /** How many bytes such a run has at most when it is sealed. */
  static final int SEALED_RUN_BYTES = RUN_CHUNKS * SEALED_CHUNK_BYTES;

  /** Returns the chunks that have so many bytes when they are sealed, if there are such. */
  static Optional<EntryChunks> ofSealedBytes(long sealedBytes) {
    if (sealedBytes < TAG_BYTES) {
      return Optional.empty();
    }
    long count = (sealedBytes - 1) / SEALED_CHUNK_BYTES + 1;
    EntryChunks chunks = new EntryChunks(Math.max(0, sealedBytes - count * TAG_BYTES));
    return chunks.sealedBytes() == sealedBytes ? Optional.of(chunks) : Optional.empty();
  }

  /** Returns how many chunks there are, at least 1. */
  long count() {
    return Math.max(1, (size + CHUNK_BYTES - 1) / CHUNK_BYTES);
  }

  boolean isLast(long chunk) {
    return chunk == count() - 1;
  }

  /** Returns where in the content a chunk begins. */
  long position(long chunk) {
    return chunk * CHUNK_BYTES;
  }

  /** Returns how many bytes of content a chunk has. */
  int length(long chunk) {
    return (int) Math.min(CHUNK_BYTES, size - position(chunk));
  }

  /** Returns how many bytes a chunk has when it is sealed. */
  int sealedLength(long chunk) {
    return length(chunk) + TAG_BYTES;
  }

  /** Returns where among the sealed chunks a chunk begins. */
  long sealedPosition(long chunk) {
    return chunk * SEALED_CHUNK_BYTES;
  }

  /** Returns the chunk behind the run that begins with this one. */
  long runEnd(long first) {
    return Math.min(count(), first + RUN_CHUNKS);
  }

  /** Returns how many bytes all sealed chunks have. */
  long sealedBytes() {
    return size + count() * TAG_BYTES;
  }
}
