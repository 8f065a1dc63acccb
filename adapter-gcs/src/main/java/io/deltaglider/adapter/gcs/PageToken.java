package io.deltaglider.adapter.gcs;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.deltaglider.port.storage.ListQuery;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.CRC32;

/** Page tokens: the service's own, and a checksum that tells them from other text. */
final class PageToken {
  private PageToken() {}

  static String encode(String token) {
    byte[] bytes = token.getBytes(UTF_8);
    ByteBuffer buffer = ByteBuffer.allocate(Integer.BYTES + bytes.length);
    buffer.putInt(checksum(bytes)).put(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(buffer.array());
  }

  /** Returns the service's token in a query. */
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
