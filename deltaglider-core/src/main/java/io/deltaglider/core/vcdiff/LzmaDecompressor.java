package io.deltaglider.core.vcdiff;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;
import org.tukaani.xz.LZMA2InputStream;

/**
 * LZMA sections: all compressed sections of one kind together are one .xz stream, flushed at the
 * end of each and never finished. Not thread-safe.
 *
 * <p>Only its headers are read here, because a reader of any .xz stream would go on to a second
 * block, and a third: each takes 20 bytes of the delta and may ask for another dictionary.
 */
final class LzmaDecompressor implements SectionDecompressor {
  /** The .xz stream's header: its magic, which check its blocks have, and a CRC of that. */
  private static final int STREAM_HEADER_SIZE = 12;

  private static final byte[] MAGIC = {(byte) 0xfd, '7', 'z', 'X', 'Z', 0};
  private static final int LAST_CHECK = 15;

  /** The block's header: its size / 4 - 1, no flags, one filter, padding, and a CRC of that. */
  private static final int BLOCK_HEADER_SIZE = 12;

  private static final byte[] LZMA2_ALONE = {BLOCK_HEADER_SIZE / 4 - 1, 0, 0x21, 1};
  private static final int MAX_DICTIONARY_CODE = 40;

  private final int maxDictionarySize;
  private Optional<LZMA2InputStream> stream = Optional.empty();

  LzmaDecompressor(int maxDictionarySize) {
    this.maxDictionarySize = maxDictionarySize;
  }

  @Override
  public void decompress(SectionInput input, GrowingBuffer target, int size) throws IOException {
    try {
      readFully(input, target, size);
      if (input.left() != 0) {
        throw input.malformed("LZMA section: " + input.left() + " bytes too many");
      }
    } catch (IOException e) {
      if (input.failure().isPresent()) {
        throw e;
      }
      throw input.malformed("LZMA section: " + e, e);
    }
  }

  private void readFully(SectionInput input, GrowingBuffer target, int size) throws IOException {
    if (stream.isEmpty()) {
      stream = Optional.of(new LZMA2InputStream(input, readHeaders(input)));
    }
    target.clear();
    while (target.size() < size) {
      int room = target.makeRoom(size);
      int count = stream.get().read(target.bytes(), target.size(), room);
      if (count < 0) {
        throw input.malformed("LZMA section: the stream is finished");
      }
      target.added(count);
    }
  }

  /** Returns the size of the dictionary. */
  private int readHeaders(SectionInput input) throws IOException {
    DataInputStream data = new DataInputStream(input);
    byte[] start = new byte[STREAM_HEADER_SIZE];
    data.readFully(start);
    if (!startsWith(start, MAGIC) || start[6] != 0 || (start[7] & 0xff) > LAST_CHECK) {
      throw input.malformed("LZMA section: no .xz stream");
    }
    checkCrc(start, MAGIC.length, input);
    byte[] block = new byte[BLOCK_HEADER_SIZE];
    data.readFully(block);
    int code = block[LZMA2_ALONE.length] & 0xff;
    if (!startsWith(block, LZMA2_ALONE) || code > MAX_DICTIONARY_CODE) {
      throw input.malformed("LZMA section: an .xz block that is not LZMA2 alone");
    }
    checkCrc(block, 0, input);
    // 2^n or 3 * 2^n
    long size = (2L | (code & 1)) << (code / 2 + 11);
    if (size > maxDictionarySize) {
      throw input.malformed(
          "LZMA section: a dictionary of " + size + " bytes, more than " + maxDictionarySize);
    }
    return (int) size;
  }

  private static boolean startsWith(byte[] header, byte[] start) {
    return Arrays.equals(header, 0, start.length, start, 0, start.length);
  }

  /** A header ends with a CRC-32 of what stands before it, from an offset on. */
  private static void checkCrc(byte[] header, int from, SectionInput input) {
    int end = header.length - Integer.BYTES;
    CRC32 crc = new CRC32();
    crc.update(header, from, end - from);
    if (ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).getInt(end)
        != (int) crc.getValue()) {
      throw input.malformed("LZMA section: a damaged .xz header");
    }
  }

  @Override
  public void pass(GrowingBuffer section) {
    // The stream runs across compressed sections only.
  }

  @Override
  public boolean canSkip(boolean anyCompressed) {
    return !anyCompressed;
  }
}
