package io.deltaglider.testserver.gcs;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.CRC32C;

/** An object's bytes in pieces, with their checksums. Immutable. */
final class StoredBody {
  private final List<byte[]> pieces;
  private final long size;
  private final String md5;
  private final String crc32c;

  private StoredBody(List<byte[]> pieces, long size, String md5, String crc32c) {
    this.pieces = List.copyOf(pieces);
    this.size = size;
    this.md5 = md5;
    this.crc32c = crc32c;
  }

  long size() {
    return size;
  }

  /** Returns the MD5 in Base64. */
  String md5() {
    return md5;
  }

  /** Returns the CRC32C, big-endian, in Base64. */
  String crc32c() {
    return crc32c;
  }

  /** Writes the bytes from {@code from}, inclusive, to {@code to}, exclusive. */
  void writeTo(OutputStream out, long from, long to) throws IOException {
    long position = 0;
    for (byte[] piece : pieces) {
      long start = Math.max(from, position);
      long end = Math.min(to, position + piece.length);
      if (start < end) {
        out.write(piece, (int) (start - position), (int) (end - start));
      }
      position += piece.length;
    }
  }

  /** Collects bytes. Not thread-safe. */
  static final class Builder {
    private static final int PIECE_BYTES = 1 << 16;

    private final List<byte[]> pieces = new ArrayList<>();
    private final MessageDigest md5 = md5Digest();
    private final CRC32C crc32c = new CRC32C();
    private long size;

    long size() {
      return size;
    }

    /** Appends what the stream still has, to its end. */
    void append(InputStream in) throws IOException {
      for (byte[] piece = in.readNBytes(PIECE_BYTES);
          piece.length > 0;
          piece = in.readNBytes(PIECE_BYTES)) {
        append(piece);
      }
    }

    void append(byte[] piece) {
      pieces.add(piece);
      md5.update(piece);
      crc32c.update(piece);
      size += piece.length;
    }

    /** Returns what was collected; afterwards nothing can be appended. */
    StoredBody build() {
      byte[] crc = ByteBuffer.allocate(Integer.BYTES).putInt((int) crc32c.getValue()).array();
      Base64.Encoder base64 = Base64.getEncoder();
      return new StoredBody(
          pieces, size, base64.encodeToString(md5.digest()), base64.encodeToString(crc));
    }

    private static MessageDigest md5Digest() {
      try {
        return MessageDigest.getInstance("MD5");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every JDK has MD5", e);
      }
    }
  }
}
