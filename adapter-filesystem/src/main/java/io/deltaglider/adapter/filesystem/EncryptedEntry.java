package io.deltaglider.adapter.filesystem;

import io.deltaglider.port.cache.CachedReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/**
 * An encrypted cache entry, open for reading. A read unseals the chunks that it touches and no
 * others, which checks them once more. Thread-safe.
 */
final class EncryptedEntry implements CachedReference {
  private final PositionedFile file;
  private final EntryCipher cipher; // guarded by this
  private final EntryChunks chunks;
  private final byte[] sealed; // one run; guarded by this
  private final byte[] plain; // one chunk; guarded by this

  /** Takes an open file over. */
  EncryptedEntry(PositionedFile file, EntryCipher cipher) {
    this.file = file;
    this.cipher = cipher;
    this.chunks = cipher.chunks();
    this.sealed = new byte[(int) Math.min(EntryChunks.SEALED_RUN_BYTES, chunks.sealedBytes())];
    this.plain = new byte[EntryChunks.CHUNK_BYTES];
  }

  /** Says whether every chunk is what was sealed under this entry's key and name. */
  synchronized boolean isIntact() throws IOException {
    try {
      long first = 0;
      while (first < chunks.count()) {
        long end = chunks.runEnd(first);
        fetch(first, end);
        for (long chunk = first; chunk < end; chunk++) {
          cipher.unseal(chunk, sealed, sealedOffset(first, chunk), plain, 0);
        }
        first = end;
      }
      return true;
    } catch (DamagedObjectException e) {
      return false;
    }
  }

  @Override
  public long size() {
    return chunks.size();
  }

  @Override
  public int read(long position, byte[] buffer, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    Objects.checkFromToIndex(position, size(), size());
    int wanted = (int) Math.min(length, size() - position);
    int done = 0;
    while (done < wanted) {
      done += readRun(position + done, buffer, offset + done, wanted - done);
    }
    return wanted;
  }

  /** Reads what one run has of it, at least one byte. */
  private synchronized int readRun(long position, byte[] buffer, int offset, int length)
      throws IOException {
    long first = position / EntryChunks.CHUNK_BYTES;
    long last = (position + length - 1) / EntryChunks.CHUNK_BYTES;
    long end = Math.min(last + 1, chunks.runEnd(first));
    fetch(first, end);
    int done = 0;
    for (long chunk = first; chunk < end; chunk++) {
      int from = (int) (position + done - chunks.position(chunk));
      int count = Math.min(length - done, chunks.length(chunk) - from);
      int sealedOffset = sealedOffset(first, chunk);
      if (count == chunks.length(chunk)) {
        cipher.unseal(chunk, sealed, sealedOffset, buffer, offset + done);
      } else {
        cipher.unseal(chunk, sealed, sealedOffset, plain, 0);
        System.arraycopy(plain, from, buffer, offset + done, count);
      }
      done += count;
    }
    return done;
  }

  /** Reads sealed chunks of one run. Called with the lock held. */
  private void fetch(long first, long end) throws IOException {
    int length = sealedOffset(first, end - 1) + chunks.sealedLength(end - 1);
    file.read(EncryptedEntryFormat.HEADER_BYTES + chunks.sealedPosition(first), sealed, 0, length);
  }

  private int sealedOffset(long first, long chunk) {
    return (int) (chunks.sealedPosition(chunk) - chunks.sealedPosition(first));
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cache entry cannot be closed", e);
    }
  }
}
