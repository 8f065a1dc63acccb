package io.deltaglider.core.get;

import io.deltaglider.core.time.Moment;
import io.deltaglider.core.time.TimeSource;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a listener how much was read, once. Not thread-safe. */
final class ObservedInputStream extends FilterInputStream {
  private static final Logger log = LoggerFactory.getLogger(ObservedInputStream.class);

  private final ObjectInfo info;
  private final GetListener listener;
  private final TimeSource time;
  private final Moment start;
  private long bytes;
  private boolean told;

  ObservedInputStream(
      InputStream body, ObjectInfo info, GetListener listener, TimeSource time, Moment start) {
    super(body);
    this.info = info;
    this.listener = listener;
    this.time = time;
    this.start = start;
  }

  @Override
  public int read() throws IOException {
    int value = in.read();
    if (value >= 0) {
      bytes++;
    }
    return value;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = in.read(buffer, offset, length);
    bytes += Math.max(0, count);
    return count;
  }

  @Override
  public long skip(long count) throws IOException {
    long skipped = in.skip(count);
    bytes += skipped;
    return skipped;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  @Override
  public void close() throws IOException {
    try {
      in.close();
    } finally {
      tell();
    }
  }

  private void tell() {
    if (told) {
      return;
    }
    told = true;
    try {
      listener.closed(info, bytes, time.monotonicSince(start));
    } catch (RuntimeException e) {
      log.warn("{}: the listener failed", info.address(), e);
    }
  }
}
