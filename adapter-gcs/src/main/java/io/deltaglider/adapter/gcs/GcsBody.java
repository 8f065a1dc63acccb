package io.deltaglider.adapter.gcs;

import com.google.api.client.http.HttpResponse;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The bytes of a download. When the connection breaks, it goes on with the same generation where it
 * was; when that is gone, it fails. A whole body is compared with its checksum before its end is
 * reported. Not thread-safe.
 */
final class GcsBody extends InputStream {
  /** Asks for the rest of the same generation. */
  @FunctionalInterface
  interface Resumption {
    HttpResponse from(long position) throws IOException;
  }

  /** So many connections in a row may break without a byte. */
  private static final int MAX_FRUITLESS = 3;

  private static final String ACTION = "read";

  private final ObjectAddress address;
  private final long end;
  private final Optional<String> checksum;
  private final Resumption resumption;
  private final CRC32C crc = new CRC32C();
  private HttpResponse response;
  private InputStream in;
  private long position;
  private int fruitless;
  private boolean closed;

  /**
   * Creates a stream.
   *
   * @param response the answer whose body begins at {@code start}; this closes it
   * @param end behind the last byte
   * @param checksum what all bytes must have, in Base64; absent for ranges
   */
  GcsBody(
      ObjectAddress address,
      HttpResponse response,
      long start,
      long end,
      Optional<String> checksum,
      Resumption resumption)
      throws IOException {
    this.address = address;
    this.response = response;
    this.in = content(response);
    this.position = start;
    this.end = end;
    this.checksum = checksum;
    this.resumption = resumption;
  }

  private static InputStream content(HttpResponse response) throws IOException {
    InputStream content = response.getContent();
    return content == null ? InputStream.nullInputStream() : content;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    if (closed) {
      throw new IOException("read " + address + ": the stream is closed");
    }
    if (length == 0) {
      return 0;
    }
    while (position < end) {
      int count = readOnce(buffer, offset, (int) Math.min(length, end - position));
      if (count > 0) {
        return count;
      }
    }
    return -1;
  }

  /** Returns 0 if the connection broke and another was made. */
  private int readOnce(byte[] buffer, int offset, int length) throws IOException {
    int count;
    try {
      count = in.read(buffer, offset, length);
    } catch (IOException e) {
      resume(e);
      return 0;
    }
    if (count < 0) {
      resume(new IOException("the answer ends at " + position + " and not at " + end));
      return 0;
    }
    position += count;
    fruitless = 0;
    crc.update(buffer, offset, count);
    if (position == end) {
      checkAll();
    }
    return count;
  }

  private void resume(IOException broken) throws IOException {
    fruitless++;
    GcsDownload.disconnect(response);
    if (fruitless > MAX_FRUITLESS) {
      throw failure("the connection breaks again and again", broken);
    }
    try {
      response = resumption.from(position);
      in = content(response);
    } catch (IOException e) {
      e.addSuppressed(broken);
      throw failure(
          GcsExceptions.isNotFound(e)
              ? "it was overwritten or deleted while it was read"
              : "the connection broke at " + position + ", and going on fails: " + e.getMessage(),
          e);
    }
  }

  private void checkAll() throws IOException {
    byte[] value = ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue()).array();
    String actual = Base64.getEncoder().encodeToString(value);
    if (checksum.filter(wanted -> !wanted.equals(actual)).isPresent()) {
      String what = "the bytes have the checksum " + actual + " and not " + checksum.get();
      throw failure(what, new IOException(what));
    }
  }

  private IOException failure(String what, IOException cause) {
    StorageException translated =
        GcsExceptions.failure(Kind.UNAVAILABLE, ACTION, address, what, cause);
    return new IOException(translated.getMessage(), translated);
  }

  /**
   * Gives the connection up if bytes are left, since reading them may take longer than a new one.
   */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      GcsDownload.disconnect(response);
    }
  }
}
