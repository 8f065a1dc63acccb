package io.deltaglider.core.vcdiff;

import io.deltaglider.port.scratch.ByteSource;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;
import java.util.Optional;

/** A range of the target of a delta, made window by window as it is read. Not thread-safe. */
final class TargetInputStream extends InputStream {
  /** How much of the source to hold; see {@link DecoderLimits}. */
  private static final int SOURCE_BUDGET = 16 << 20;

  private static final int DELTA_BUFFER_SIZE = 64 << 10;

  private final InputStream stream;
  private final DeltaInput delta;
  private final ByteSource source;
  private final DecoderLimits limits;
  private final WindowExecutor executor;
  private final long from;

  /** The end of the range; empty for the end of the target, wherever that is. */
  private final Optional<Long> to;

  private Optional<WindowSections> sections = Optional.empty();

  /** The end of the window that was executed or skipped last, in the target. */
  private long windowEnd;

  /** The part of the executor's window that has not been handed out. */
  private int position;

  private int limit;

  private boolean atEnd;
  private boolean failed;
  private boolean closed;

  TargetInputStream(
      InputStream delta, ByteSource source, DecoderLimits limits, long from, Optional<Long> to) {
    this.stream = new BufferedInputStream(delta, DELTA_BUFFER_SIZE);
    this.delta = new DeltaInput(stream);
    this.source = source;
    this.limits = limits;
    this.executor = new WindowExecutor(new SourcePages(source, SOURCE_BUDGET));
    this.from = from;
    this.to = to;
    this.atEnd = to.isPresent() && to.get() == from;
  }

  @Override
  public int read() throws IOException {
    return hasBytes() ? executor.target()[position++] & 0xff : -1;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    if (length == 0) {
      return 0;
    }
    if (!hasBytes()) {
      return -1;
    }
    int count = Math.min(length, limit - position);
    System.arraycopy(executor.target(), position, buffer, offset, count);
    position += count;
    return count;
  }

  @Override
  public long transferTo(OutputStream out) throws IOException {
    long total = 0;
    while (hasBytes()) {
      int count = limit - position;
      out.write(executor.target(), position, count);
      position = limit;
      total += count;
    }
    return total;
  }

  @Override
  public int available() {
    return limit - position;
  }

  /** Closes the delta's stream, not the source. */
  @Override
  public void close() throws IOException {
    closed = true;
    position = limit;
    stream.close();
  }

  /** Makes windows until there is something to hand out; false at the end of the range. */
  private boolean hasBytes() throws IOException {
    if (position < limit) {
      return true;
    }
    if (closed) {
      throw new IOException("the stream is closed");
    }
    if (failed) {
      throw new IOException("an earlier read of this delta failed");
    }
    failed = true;
    while (position == limit && !atEnd) {
      advance();
    }
    failed = false;
    return position < limit;
  }

  private void advance() throws IOException {
    if (to.isPresent() && windowEnd >= to.get()) {
      atEnd = true;
      return;
    }
    if (sections.isEmpty()) {
      sections = Optional.of(new WindowSections(delta, VcdiffHeader.read(delta), limits));
    }
    int indicator = delta.readByteOrEnd();
    if (indicator >= 0) {
      decodeWindow(WindowHeader.read(indicator, delta), sections.get());
    } else if (to.isPresent()) {
      throw delta.malformed(
          "the target ends at " + windowEnd + ", before the requested end " + to.get());
    } else {
      atEnd = true;
    }
  }

  private void decodeWindow(WindowHeader window, WindowSections windowSections) throws IOException {
    check(window);
    long start = windowEnd;
    long end = start + window.targetLength();
    if (end <= from && from > 0) {
      windowSections.skip(window);
    } else {
      windowSections.read(window);
      executor.execute(window, windowSections);
      position = (int) Math.max(0, from - start);
      limit = (int) (Math.min(end, to.orElse(end)) - start);
    }
    windowEnd = end;
  }

  private void check(WindowHeader window) {
    if (window.targetLength() > limits.maxWindowSize()) {
      throw delta.malformed(
          "window of " + window.targetLength() + " bytes, more than " + limits.maxWindowSize());
    }
    if (window.targetLength() > limits.maxTargetSize() - windowEnd) {
      throw delta.malformed("target of more than " + limits.maxTargetSize() + " bytes");
    }
    if (window.segmentLength() > source.size()
        || window.segmentPosition() > source.size() - window.segmentLength()) {
      throw delta.malformed(
          "source segment of "
              + window.segmentLength()
              + " bytes at "
              + window.segmentPosition()
              + ", but the source has "
              + source.size());
    }
  }
}
