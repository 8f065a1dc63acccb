package io.deltaglider.cli.transfer;

import io.deltaglider.port.scratch.ByteSource;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/** The bytes of a local file, which must not change meanwhile. Thread-safe. */
public final class FileSource implements ByteSource, Closeable {
  private final FileChannel channel;
  private final long size;

  private FileSource(FileChannel channel, long size) {
    this.channel = channel;
    this.size = size;
  }

  /** Opens a file. */
  public static FileSource open(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    try {
      return new FileSource(channel, channel.size());
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public int read(long position, byte[] buffer, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    if (position < 0 || position > size) {
      throw new IndexOutOfBoundsException("position " + position + " in " + size + " bytes");
    }
    int wanted = (int) Math.min(length, size - position);
    ByteBuffer target = ByteBuffer.wrap(buffer, offset, wanted);
    while (target.hasRemaining()) {
      int count = channel.read(target, position + wanted - target.remaining());
      if (count < 0) {
        throw new EOFException("the file has become shorter than " + size + " bytes");
      }
    }
    return wanted;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
