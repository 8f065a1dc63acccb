package io.deltaglider.adapter.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.deltaglider.port.storage.ListQuery;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.CRC32;

/** Page tokens: the last entry of a page, and a checksum that tells them from other text. */
final class PageToken {
  private PageToken() {}

  static String encode(String lastEntry) {
    byte[] bytes = lastEntry.getBytes(UTF_8);
    ByteBuffer token = ByteBuffer.allocate(Integer.BYTES + bytes.length);
    token.putInt(checksum(bytes)).put(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token.array());
  }

  /** Returns the last entry of the page before the one that is asked for. */
  static Optional<String> decode(ListQuery query) {
    return query.pageToken().map(token -> decode(token, query.bucket()));
  }

  private static String decode(String token, String bucket) {
    try {
      ByteBuffer buffer = ByteBuffer.wrap(Base64.getUrlDecoder().decode(token));
      int checksum = buffer.getInt();
      byte[] bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
      if (checksum == checksum(bytes)) {
        return new String(bytes, UTF_8);
      }
    } catch (IllegalArgumentException | BufferUnderflowException e) {
      throw new StorageException(Kind.REJECTED, rejection(token, bucket), e);
    }
    throw new StorageException(Kind.REJECTED, rejection(token, bucket));
  }

  private static String rejection(String token, String bucket) {
    return "list " + bucket + ": '" + token + "' is no page token";
  }

  private static int checksum(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return (int) crc.getValue();
  }
}
