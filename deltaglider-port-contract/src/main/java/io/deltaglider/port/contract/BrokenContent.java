package io.deltaglider.port.contract;

import io.deltaglider.port.storage.ContentSource;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Content that does not keep its word, or that does something on the way. It also counts its open
 * streams.
 */
final class BrokenContent implements ContentSource {
  /** What happens when a stream comes to the position. */
  @FunctionalInterface
  interface Event {
    void happen() throws IOException;
  }

  private final byte[] bytes;
  private final long statedSize;
  private final int position;
  private final Event event;
  private final AtomicInteger openStreams = new AtomicInteger();

  private BrokenContent(byte[] bytes, long statedSize, int position, Event event) {
    this.bytes = bytes;
    this.statedSize = statedSize;
    this.position = position;
    this.event = event;
  }

  /** Content that streams {@code bytes} but says that it has {@code statedSize}. */
  static BrokenContent ofStatedSize(byte[] bytes, long statedSize) {
    return new BrokenContent(bytes, statedSize, bytes.length, () -> {});
  }

  /** Content in whose streams {@code event} happens once {@code position} bytes are read. */
  static BrokenContent withEvent(byte[] bytes, int position, Event event) {
    return new BrokenContent(bytes, bytes.length, position, event);
  }

  int openStreams() {
    return openStreams.get();
  }

  @Override
  public long size() {
    return statedSize;
  }

  @Override
  public InputStream open() {
    openStreams.incrementAndGet();
    return new EventStream();
  }

  /** Streams in small pieces, as sockets do. */
  private final class EventStream extends FilterInputStream {
    private static final int PIECE = 1000;

    private int done;
    private boolean happened;
    private boolean closed;

    EventStream() {
      super(new ByteArrayInputStream(bytes));
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int wanted = Math.min(length, PIECE);
      if (!happened) {
        wanted = Math.min(wanted, Math.max(1, position - done));
        if (done >= position) {
          happened = true;
          event.happen();
        }
      }
      int count = super.read(buffer, offset, wanted);
      done += Math.max(0, count);
      return count;
    }

    @Override
    public void close() throws IOException {
      if (!closed) {
        closed = true;
        openStreams.decrementAndGet();
      }
      super.close();
    }
  }
}
