package io.deltaglider.adapter.s3;

import io.deltaglider.port.storage.ContentSource;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * The bytes of one request, from one position of some content to another. The last of them is
 * handed over only once it is known that no more and no fewer come, so that no store takes a body
 * for whole that is not. Used by one thread.
 */
final class MeasuredContent implements AutoCloseable {
  private final ObjectAddress address;
  private final ContentSource content;
  private final long from;
  private final long to;
  private final List<InputStream> opened = new ArrayList<>();
  private @Nullable RuntimeException failure;

  MeasuredContent(ObjectAddress address, ContentSource content, long from, long to) {
    this.address = address;
    this.content = content;
    this.from = from;
    this.to = to;
  }

  ObjectAddress address() {
    return address;
  }

  long length() {
    return to - from;
  }

  /** Returns the body for the SDK, which may read it more than once. */
  RequestBody body(String contentType) {
    if (length() == 0) {
      checkEmpty();
      return RequestBody.empty();
    }
    return RequestBody.fromContentProvider(this::open, length(), contentType);
  }

  /** Nobody would read a body without bytes. */
  private void checkEmpty() {
    try (InputStream bytes = content.open()) {
      if (bytes.read() >= 0) {
        throw mismatch("more bytes");
      }
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** Returns why the content could not be read; what the SDK says then is only a consequence. */
  RuntimeException cause(RuntimeException ofRequest) {
    if (failure == null) {
      return ofRequest;
    }
    if (failure != ofRequest) {
      failure.addSuppressed(ofRequest);
    }
    return failure;
  }

  private InputStream open() {
    try {
      InputStream stream = new Measured(atStart(), length());
      opened.add(stream);
      return stream;
    } catch (EOFException e) {
      throw mismatch("fewer bytes");
    } catch (IOException e) {
      throw unreadable(e);
    } catch (RuntimeException e) {
      failure = e;
      throw e;
    }
  }

  /** The rest of some content is read from the whole, because only the whole shows its end. */
  private InputStream atStart() throws IOException {
    if (to < content.size()) {
      return content.open(from, to);
    }
    InputStream all = content.open();
    try {
      all.skipNBytes(from);
      return all;
    } catch (IOException | RuntimeException e) {
      all.close();
      throw e;
    }
  }

  private StorageException unreadable(IOException e) {
    StorageException unavailable =
        new StorageException(
            Kind.UNAVAILABLE, "put " + address + ": its content: " + e.getMessage(), e);
    failure = unavailable;
    return unavailable;
  }

  private StorageException mismatch(String what) {
    StorageException rejected =
        new StorageException(
            Kind.REJECTED,
            "put " + address + ": its content has " + what + " than the stated " + content.size());
    failure = rejected;
    return rejected;
  }

  /** Closes every stream that was handed out. */
  @Override
  public void close() {
    for (InputStream stream : opened) {
      try {
        stream.close();
      } catch (IOException e) {
        throw unreadable(e);
      }
    }
  }

  /** Ends with an exception, not with an end, if the length is wrong. */
  private final class Measured extends InputStream {
    private final InputStream in;
    private long remaining;

    Measured(InputStream in, long length) {
      this.in = in;
      this.remaining = length;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      Objects.checkFromIndexSize(offset, length, buffer.length);
      if (length == 0) {
        return 0;
      }
      try {
        return remaining == 0 ? -1 : readSome(buffer, offset, length);
      } catch (IOException e) {
        throw unreadable(e);
      } catch (StorageException e) {
        throw e;
      } catch (RuntimeException e) {
        failure = e;
        throw e;
      }
    }

    private int readSome(byte[] buffer, int offset, int length) throws IOException {
      int count = in.read(buffer, offset, (int) Math.min(length, remaining));
      if (count < 0) {
        throw mismatch("fewer bytes");
      }
      remaining -= count;
      if (remaining == 0 && in.read() >= 0) {
        throw mismatch("more bytes");
      }
      return count;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
