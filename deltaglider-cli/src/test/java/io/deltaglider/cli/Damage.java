package io.deltaglider.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Does to a stored file what a failing disk does. */
final class Damage {
  private Damage() {}

  /** Changes one bit. */
  static void flip(Path file, long position) throws IOException {
    flip(file, position, 1);
  }

  /** Changes the bits of one byte that are set in {@code mask}. */
  static void flip(Path file, long position, int mask) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer one = ByteBuffer.allocate(1);
      channel.read(one, position);
      one.put(0, (byte) (one.get(0) ^ mask));
      one.flip();
      channel.write(one, position);
    }
  }
}
