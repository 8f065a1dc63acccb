package io.deltaglider.adapter.filesystem;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * The end of an object's file: how to find the trailer and the body, and whether they are whole.
 *
 * @param bodyBytes length of the body
 * @param trailerBytes length of the trailer behind it
 */
record ObjectFooter(long bodyBytes, int trailerBytes) {
  /** Length of every footer. */
  static final int BYTES = 32;

  /** The longest trailer. */
  static final int MAX_TRAILER_BYTES = 1 << 20;

  private static final int VERSION = 1;
  private static final int CHECKSUM_OFFSET = 20;
  private static final int MAGIC_OFFSET = 24;
  private static final byte[] MAGIC = "DGOBJECT".getBytes(US_ASCII);

  /** Returns {@code trailer} and the footer behind it. */
  static byte[] append(byte[] trailer, long bodyBytes) {
    ByteBuffer bytes = ByteBuffer.allocate(trailer.length + BYTES);
    bytes.put(trailer).putLong(bodyBytes).putInt(trailer.length).putInt(VERSION).putInt(0);
    bytes.putInt(checksum(bytes.array(), 0, trailer.length + CHECKSUM_OFFSET)).put(MAGIC);
    return bytes.array();
  }

  /**
   * Reads the footer at the end of {@code tail}, the last bytes of a file. The checksum is not
   * looked at: it needs the whole trailer; see {@link #checkTrailer}.
   *
   * @param fileBytes length of the file
   * @throws DamagedObjectException if there is no footer, or not one that fits the file
   */
  static ObjectFooter parse(byte[] tail, long fileBytes) throws DamagedObjectException {
    int start = tail.length - BYTES;
    if (start < 0) {
      throw new DamagedObjectException("file of " + fileBytes + " bytes is too short");
    }
    if (!Arrays.equals(tail, start + MAGIC_OFFSET, tail.length, MAGIC, 0, MAGIC.length)) {
      throw new DamagedObjectException("file does not end as an object's does");
    }
    ByteBuffer footer = ByteBuffer.wrap(tail, start, BYTES);
    long bodyBytes = footer.getLong();
    int trailerBytes = footer.getInt();
    int version = footer.getInt();
    if (version != VERSION) {
      throw new DamagedObjectException(
          "format version " + Integer.toUnsignedString(version) + " is not " + VERSION);
    }
    if (bodyBytes < 0
        || trailerBytes < 0
        || trailerBytes > MAX_TRAILER_BYTES
        || bodyBytes != fileBytes - BYTES - trailerBytes) {
      throw new DamagedObjectException(
          "file of " + fileBytes + " bytes has not the length that its footer says");
    }
    return new ObjectFooter(bodyBytes, trailerBytes);
  }

  /**
   * Checks the trailer before the footer at the end of {@code tail}.
   *
   * @throws DamagedObjectException if their checksum is another
   */
  void checkTrailer(byte[] tail) throws DamagedObjectException {
    int start = tail.length - BYTES - trailerBytes;
    int checksumAt = tail.length - BYTES + CHECKSUM_OFFSET;
    int stored = ByteBuffer.wrap(tail).getInt(checksumAt);
    if (stored != checksum(tail, start, checksumAt - start)) {
      throw new DamagedObjectException("checksum of the trailer does not fit");
    }
  }

  private static int checksum(byte[] bytes, int offset, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, offset, length);
    return (int) checksum.getValue();
  }
}
