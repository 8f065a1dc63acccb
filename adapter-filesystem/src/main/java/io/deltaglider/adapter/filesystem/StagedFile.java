package io.deltaglider.adapter.filesystem;

import io.deltaglider.port.storage.ContentSource;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.ObjectAttributes;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/** A new object's file while it is being written. Not thread-safe. */
final class StagedFile {
  private static final int BUFFER_BYTES = 64 * 1024;
  // One transfer maps at most this much, and notices an interrupt in between.
  private static final long TRANSFER_BYTES = 8L << 20;

  private final FileOperations operations;
  private final FileChannel channel;
  private final ObjectAddress address;

  StagedFile(FileOperations operations, FileChannel channel, ObjectAddress address) {
    this.operations = operations;
    this.channel = channel;
    this.address = address;
  }

  /**
   * Writes a body.
   *
   * @return its ETag
   * @throws StorageException with {@code REJECTED} if it is not as long as it says, or {@code
   *     UNAVAILABLE} if it cannot be read
   */
  String writeBody(ContentSource content) throws IOException {
    MessageDigest md5 = md5();
    byte[] buffer = new byte[BUFFER_BYTES];
    long written = 0;
    try (ContentReader body = new ContentReader(content)) {
      int count = body.read(buffer);
      while (count >= 0) {
        written += count;
        checkLength(written <= content.size(), content.size());
        md5.update(buffer, 0, count);
        operations.write(channel, ByteBuffer.wrap(buffer, 0, count));
        count = body.read(buffer);
      }
    }
    checkLength(written == content.size(), content.size());
    return HexFormat.of().formatHex(md5.digest());
  }

  /** Writes the body of another object's file. */
  void copyBody(ObjectFile source) throws IOException {
    long size = source.head().size();
    long position = 0;
    while (position < size) {
      long wanted = Math.min(TRANSFER_BYTES, size - position);
      long count = source.channel().transferTo(position, wanted, channel);
      if (count <= 0) {
        throw new IOException("the source's file ends at " + position + " of " + size + " bytes");
      }
      position += count;
    }
  }

  /** Writes what stands behind the body, and waits until all is on the medium. */
  void finish(String etag, long bodyBytes, Instant now, ObjectAttributes attributes)
      throws IOException {
    byte[] trailer =
        ObjectTrailerJson.write(new ObjectTrailer(address.key(), etag, now, attributes));
    if (trailer.length > ObjectFooter.MAX_TRAILER_BYTES) {
      throw failure(Kind.REJECTED, "headers and metadata are too large");
    }
    operations.write(channel, ByteBuffer.wrap(ObjectFooter.append(trailer, bodyBytes)));
    operations.force(channel);
  }

  private void checkLength(boolean fits, long size) {
    if (!fits) {
      throw failure(Kind.REJECTED, "the body has not the " + size + " bytes that were announced");
    }
  }

  private StorageException failure(Kind kind, String reason) {
    return FilesystemExceptions.failure(kind, "put", address, reason);
  }

  private static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }

  /** Tells failures of the caller's stream from those of the store. */
  private final class ContentReader implements AutoCloseable {
    private final InputStream stream;

    ContentReader(ContentSource content) {
      try {
        this.stream = content.open();
      } catch (IOException e) {
        throw unreadable(e);
      }
    }

    int read(byte[] buffer) {
      try {
        return stream.read(buffer);
      } catch (IOException e) {
        throw unreadable(e);
      }
    }

    @Override
    public void close() {
      try {
        stream.close();
      } catch (IOException e) {
        throw unreadable(e);
      }
    }

    private StorageException unreadable(IOException e) {
      return new StorageException(
          Kind.UNAVAILABLE,
          "put " + address + ": the content cannot be read: " + e.getMessage(),
          e);
    }
  }
}
