package io.deltaglider.adapter.filesystem;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.ObjectHead;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * An object's file, open for reading. It stays on the object that it was opened on, whatever
 * happens to the file's name meanwhile.
 */
final class ObjectFile implements Closeable {
  // Covers almost every trailer, so that most heads take one read.
  private static final int TAIL_BYTES = 4096;

  private final FileChannel channel;
  private final ObjectTrailer trailer;
  private final ObjectHead head;

  private ObjectFile(FileChannel channel, ObjectTrailer trailer, ObjectHead head) {
    this.channel = channel;
    this.trailer = trailer;
    this.head = head;
  }

  /**
   * Opens the file of an object.
   *
   * @return nothing if there is no regular file of that name
   * @throws DamagedObjectException if the file does not hold that object, whole
   */
  static Optional<ObjectFile> open(Path file, ObjectAddress address) throws IOException {
    if (!exists(file)) {
      return Optional.empty();
    }
    FileChannel channel;
    try {
      channel = FileChannel.open(file, StandardOpenOption.READ, NOFOLLOW_LINKS);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    try {
      return Optional.of(read(channel, address));
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Returns whether there is a regular file of that name. */
  static boolean exists(Path file) throws IOException {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class, NOFOLLOW_LINKS).isRegularFile();
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private static ObjectFile read(FileChannel channel, ObjectAddress address) throws IOException {
    long fileBytes = channel.size();
    byte[] tail = readTail(channel, fileBytes, TAIL_BYTES);
    ObjectFooter footer = ObjectFooter.parse(tail, fileBytes);
    int wanted = footer.trailerBytes() + ObjectFooter.BYTES;
    if (wanted > tail.length) {
      tail = readTail(channel, fileBytes, wanted);
    }
    footer.checkTrailer(tail);
    ObjectTrailer trailer =
        ObjectTrailerJson.read(tail, tail.length - wanted, footer.trailerBytes());
    if (!trailer.key().equals(address.key())) {
      throw new DamagedObjectException("file holds the object " + trailer.key());
    }
    return new ObjectFile(channel, trailer, trailer.head(address.bucket(), footer.bodyBytes()));
  }

  private static byte[] readTail(FileChannel channel, long fileBytes, int wanted)
      throws IOException {
    ByteBuffer tail = ByteBuffer.allocate((int) Math.min(wanted, fileBytes));
    long start = fileBytes - tail.capacity();
    while (tail.hasRemaining()) {
      if (channel.read(tail, start + tail.position()) < 0) {
        throw new EOFException("file became shorter while it was read");
      }
    }
    return tail.array();
  }

  /** Returns what the store says about the object. */
  ObjectHead head() {
    return head;
  }

  /** Returns everything that the file says about the object. */
  ObjectTrailer trailer() {
    return trailer;
  }

  /** Returns the channel; the body is at its start. */
  FileChannel channel() {
    return channel;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
