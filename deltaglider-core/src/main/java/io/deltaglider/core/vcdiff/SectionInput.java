package io.deltaglider.core.vcdiff;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Optional;

/**
 * The compressed bytes of one section after the other, as a stream that ends with the section. It
 * remembers a failure of the delta's stream, so that such a failure can be told from the errors of
 * a codec that reads through it. Not thread-safe.
 */
final class SectionInput extends InputStream {
  private final DeltaInput delta;
  private final GrowingBuffer compressed = new GrowingBuffer();
  private long start;
  private long left;
  private Optional<IOException> failure = Optional.empty();

  SectionInput(DeltaInput delta) {
    this.delta = delta;
  }

  /** Lets the next {@code length} bytes of the delta be the section. */
  void begin(long length) {
    start = delta.position();
    left = length;
  }

  /** Returns how many bytes of the section were not read. */
  long left() {
    return left;
  }

  /** Returns what the delta's stream threw, if it did. */
  Optional<IOException> failure() {
    return failure;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (length == 0) {
      return 0;
    }
    if (left == 0) {
      return -1;
    }
    try {
      int count = delta.readSome(target, offset, (int) Math.min(length, left));
      left -= count;
      return count;
    } catch (IOException e) {
      failure = Optional.of(e);
      throw e;
    }
  }

  /**
   * Reads what is left of the section at once.
   *
   * @param maxSize the most bytes to accept
   */
  BitReader readBits(int maxSize) throws IOException {
    if (left > maxSize) {
      throw malformed(left + " compressed bytes for a section of " + maxSize);
    }
    int length = (int) left;
    left = 0;
    compressed.fill(delta, length);
    return new BitReader(compressed.bytes(), length, this);
  }

  /** Returns an exception that points at the start of the section. */
  MalformedDeltaException malformed(String reason) {
    return new MalformedDeltaException(start, reason);
  }

  /** As the other method, with the error of a codec as the cause. */
  MalformedDeltaException malformed(String reason, IOException cause) {
    return new MalformedDeltaException(start, reason, cause);
  }
}
