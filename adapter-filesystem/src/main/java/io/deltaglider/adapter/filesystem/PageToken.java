package io.deltaglider.adapter.filesystem;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.CRC32C;

/** Page tokens: the last entry of the page, with a checksum that tells them from other texts. */
final class PageToken {
  private static final int CHECKSUM_BYTES = Integer.BYTES;

  private PageToken() {}

  /** Returns the token of a page that ends with this entry. */
  static String encode(String lastEntry) {
    byte[] text = lastEntry.getBytes(ISO_8859_1);
    ByteBuffer bytes = ByteBuffer.allocate(CHECKSUM_BYTES + text.length);
    bytes.putInt(checksum(text)).put(text);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  /** Returns the last entry of the page that carried this token, or nothing if none did. */
  static Optional<String> decode(String token) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(token);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    if (bytes.length <= CHECKSUM_BYTES) {
      return Optional.empty();
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    int checksum = buffer.getInt();
    byte[] text = new byte[buffer.remaining()];
    buffer.get(text);
    if (checksum != checksum(text)) {
      return Optional.empty();
    }
    return Optional.of(new String(text, ISO_8859_1));
  }

  private static int checksum(byte[] text) {
    CRC32C checksum = new CRC32C();
    checksum.update(text);
    return (int) checksum.getValue();
  }
}
