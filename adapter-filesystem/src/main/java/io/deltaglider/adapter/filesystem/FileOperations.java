package io.deltaglider.adapter.filesystem;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * What changes a store's files: the few operations whose order and failures decide whether an
 * object survives. Reading needs no such seam.
 */
interface FileOperations {
  /** Creates a file that must not exist, for reading and writing. */
  FileChannel create(Path file) throws IOException;

  /** Writes all that remains in {@code bytes} at the channel's position. */
  void write(FileChannel channel, ByteBuffer bytes) throws IOException;

  /** Returns once the file's bytes and attributes are on the medium. */
  void force(FileChannel channel) throws IOException;

  /** Gives a file another name in one step, replacing a file of that name. */
  void rename(Path from, Path to) throws IOException;

  /** Creates a directory; does nothing if there is one. Symbolic links are not followed. */
  void createDirectory(Path directory) throws IOException;

  /** Returns once the names in a directory are on the medium. */
  void forceDirectory(Path directory) throws IOException;

  /** Deletes a file, a symbolic link or an empty directory. */
  void delete(Path path) throws IOException;
}
