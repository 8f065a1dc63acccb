package io.deltaglider.port.contract;

import io.deltaglider.port.storage.StorageException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** Something that goes wrong inside a body. */
@FunctionalInterface
interface BodyFault {
  /** Returns {@code body} as the fault makes it. */
  InputStream damage(InputStream body);

  /** The body fails, as when a connection breaks, once {@code position} bytes are read. */
  static BodyFault failure(long position, StorageException cause) {
    return body ->
        new Filter(body) {
          @Override
          int limit(int length) throws IOException {
            if (done() >= position) {
              throw new IOException(cause.getMessage(), cause);
            }
            return (int) Math.min(length, position - done());
          }
        };
  }

  /** The body ends, as if it were complete, once {@code position} bytes are read. */
  static BodyFault end(long position) {
    return body ->
        new Filter(body) {
          @Override
          int limit(int length) {
            return (int) Math.min(length, position - done());
          }
        };
  }

  /** The lowest bit of the byte at {@code position} is flipped. */
  static BodyFault flip(long position) {
    return body ->
        new Filter(body) {
          @Override
          void change(byte[] buffer, int offset, int count) {
            long index = position - done();
            if (index >= 0 && index < count) {
              buffer[offset + (int) index] ^= 1;
            }
          }
        };
  }

  /** Nothing is wrong; the consumer learns how many bytes each read yields. */
  static InputStream counting(InputStream body, LongConsumer counter) {
    return new Filter(body) {
      @Override
      void change(byte[] buffer, int offset, int count) {
        counter.accept(count);
      }
    };
  }

  /** A stream of which every byte passes {@link #change}. */
  class Filter extends FilterInputStream {
    private long done;

    Filter(InputStream body) {
      super(body);
    }

    /** Returns how many bytes were read before. */
    final long done() {
      return done;
    }

    /** Returns how many bytes may be read next, 0 at the end; may throw. */
    int limit(int length) throws IOException {
      return length;
    }

    /** Changes bytes that were read; the first is at {@link #done}. */
    void change(byte[] buffer, int offset, int count) {}

    @Override
    public final int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public final int read(byte[] buffer, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      int wanted = limit(length);
      if (wanted == 0) {
        return -1;
      }
      int count = super.read(buffer, offset, wanted);
      if (count > 0) {
        change(buffer, offset, count);
        done += count;
      }
      return count;
    }

    /** Reads and forgets, so that skipped bytes count as read. */
    @Override
    public final long skip(long count) throws IOException {
      byte[] buffer = new byte[8192];
      long skipped = 0;
      while (skipped < count) {
        int read = read(buffer, 0, (int) Math.min(buffer.length, count - skipped));
        if (read < 0) {
          break;
        }
        skipped += read;
      }
      return skipped;
    }

    @Override
    public final int available() {
      return 0;
    }

    @Override
    public final boolean markSupported() {
      return false;
    }
  }
}
