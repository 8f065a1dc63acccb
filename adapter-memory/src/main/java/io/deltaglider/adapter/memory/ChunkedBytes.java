package io.deltaglider.adapter.memory;

import io.deltaglider.port.scratch.ByteSource;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Objects;

/**
 * Bytes in arrays of at most 256 KiB, so that their number is not limited by what one array can
 * hold. One thread appends; any thread reads what was appended before.
 */
final class ChunkedBytes implements ByteSource {
  private static final int CHUNK = 256 * 1024;

  /** What readers see. The arrays may hold more than {@code size} bytes: the appender's. */
  static final class State {
    final byte[][] chunks;
    final long size;

    State(byte[][] chunks, long size) {
      this.chunks = chunks;
      this.size = size;
    }
  }

  /** Visible to the package for tests that damage what is stored. */
  volatile State state = new State(new byte[1][0], 0);

  @Override
  public long size() {
    return state.size;
  }

  @Override
  public int read(long position, byte[] buffer, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    State snapshot = state;
    Objects.checkFromToIndex(position, snapshot.size, snapshot.size);
    int wanted = (int) Math.min(length, snapshot.size - position);
    int done = 0;
    while (done < wanted) {
      int chunk = (int) ((position + done) / CHUNK);
      int from = (int) ((position + done) % CHUNK);
      int count = Math.min(wanted - done, CHUNK - from);
      System.arraycopy(snapshot.chunks[chunk], from, buffer, offset + done, count);
      done += count;
    }
    return wanted;
  }

  /** Feeds all bytes to a digest. */
  void update(MessageDigest digest) {
    State snapshot = state;
    long left = snapshot.size;
    for (int chunk = 0; left > 0; chunk++) {
      int count = (int) Math.min(CHUNK, left);
      digest.update(snapshot.chunks[chunk], 0, count);
      left -= count;
    }
  }

  /** Appends bytes; readers see all of them at once. */
  void append(byte[] bytes, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    State before = state;
    byte[][] chunks = before.chunks;
    int done = 0;
    while (done < length) {
      int chunk = (int) ((before.size + done) / CHUNK);
      int from = (int) ((before.size + done) % CHUNK);
      int count = Math.min(length - done, CHUNK - from);
      chunks = withRoom(chunks, chunk, from + count);
      System.arraycopy(bytes, offset + done, chunks[chunk], from, count);
      done += count;
    }
    state = new State(chunks, before.size + length);
  }

  /**
   * Returns {@code chunks}, in which the given one has at least {@code bytes} bytes. Arrays that a
   * reader may look at are replaced, never changed, except behind the bytes it can see.
   */
  private static byte[][] withRoom(byte[][] chunks, int chunk, int bytes) {
    if (chunk < chunks.length && chunks[chunk].length >= bytes) {
      return chunks;
    }
    byte[][] result = chunks;
    if (chunk >= chunks.length) {
      result = Arrays.copyOf(chunks, chunks.length * 2);
      Arrays.fill(result, chunks.length, result.length, new byte[0]);
    }
    byte[] old = result[chunk];
    int capacity = chunk == 0 ? 2 * old.length : CHUNK;
    byte[] larger = Arrays.copyOf(old, Math.min(CHUNK, Math.max(bytes, capacity)));
    if (old.length > 0 && result == chunks) {
      result = chunks.clone();
    }
    result[chunk] = larger;
    return result;
  }
}
