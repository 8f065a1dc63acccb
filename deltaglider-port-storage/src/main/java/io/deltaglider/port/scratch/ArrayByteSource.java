package io.deltaglider.port.scratch;

import java.util.Objects;
import java.util.Optional;

/** A {@link ByteSource} over an array. */
final class ArrayByteSource implements ByteSource {
  private final byte[] bytes;

  ArrayByteSource(byte[] bytes) {
    this.bytes = Objects.requireNonNull(bytes, "bytes");
  }

  @Override
  public long size() {
    return bytes.length;
  }

  @Override
  public int read(long position, byte[] buffer, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    Objects.checkFromToIndex(position, bytes.length, bytes.length);
    int count = (int) Math.min(length, bytes.length - position);
    System.arraycopy(bytes, (int) position, buffer, offset, count);
    return count;
  }

  @Override
  public Optional<byte[]> array() {
    return Optional.of(bytes);
  }
}
