package io.deltaglider.adapter.memory;

import static io.deltaglider.adapter.memory.MemoryFailures.failure;

import io.deltaglider.port.scratch.ByteSource;
import io.deltaglider.port.storage.ContentSource;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The bytes of an object and their MD5, which is its ETag. */
record MemoryBody(ByteSource bytes, String etag) {
  private static final int BUFFER = 64 * 1024;

  /** Reads exactly as many bytes as {@code content} says it has. */
  static MemoryBody read(ObjectAddress address, ContentSource content) {
    long size = content.size();
    ChunkedBytes bytes = new ChunkedBytes();
    MessageDigest md5 = md5();
    try (InputStream stream = content.open()) {
      byte[] buffer = new byte[(int) Math.min(BUFFER, Math.max(1, size))];
      int count = stream.read(buffer);
      while (count >= 0 && bytes.size() <= size) {
        bytes.append(buffer, 0, count);
        md5.update(buffer, 0, count);
        count = stream.read(buffer);
      }
    } catch (IOException e) {
      throw new StorageException(
          Kind.UNAVAILABLE,
          "put " + address + ": the content cannot be read: " + e.getMessage(),
          e);
    }
    if (bytes.size() != size) {
      throw failure(
          Kind.REJECTED,
          "put",
          address,
          "the content has "
              + (bytes.size() < size ? "only " + bytes.size() : "more")
              + " bytes, but "
              + size
              + " were announced");
    }
    return new MemoryBody(bytes, HexFormat.of().formatHex(md5.digest()));
  }

  private static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }
}
