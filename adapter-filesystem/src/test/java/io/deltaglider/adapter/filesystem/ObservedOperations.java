package io.deltaglider.adapter.filesystem;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Real operations that first tell an observer, which may fail instead. Forces nothing: the page
 * cache is enough to see the order of operations, and spares the disk.
 */
final class ObservedOperations implements FileOperations {
  private final FileOperations disk = new DiskOperations();
  private final Map<FileChannel, Path> files = new ConcurrentHashMap<>();
  private final Observer observer;

  /** Which operation is about to happen. */
  enum Operation {
    CREATE,
    WRITE,
    FORCE,
    RENAME,
    CREATE_DIRECTORY,
    FORCE_DIRECTORY,
    DELETE
  }

  /** Sees each operation before it happens. */
  @FunctionalInterface
  interface Observer {
    /** Returns to let it happen, or throws in its place. */
    void before(Operation operation, Path path) throws IOException;
  }

  ObservedOperations(Observer observer) {
    this.observer = observer;
  }

  /** Returns operations that do everything but force. */
  static FileOperations unforced() {
    return new ObservedOperations((operation, path) -> {});
  }

  @Override
  public FileChannel create(Path file) throws IOException {
    observer.before(Operation.CREATE, file);
    FileChannel channel = disk.create(file);
    files.put(channel, file);
    return channel;
  }

  @Override
  public void write(FileChannel channel, ByteBuffer bytes) throws IOException {
    observer.before(Operation.WRITE, files.get(channel));
    disk.write(channel, bytes);
  }

  @Override
  public void force(FileChannel channel) throws IOException {
    observer.before(Operation.FORCE, files.remove(channel));
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    observer.before(Operation.RENAME, to);
    disk.rename(from, to);
  }

  @Override
  public void createDirectory(Path directory) throws IOException {
    observer.before(Operation.CREATE_DIRECTORY, directory);
    disk.createDirectory(directory);
  }

  @Override
  public void forceDirectory(Path directory) throws IOException {
    observer.before(Operation.FORCE_DIRECTORY, directory);
  }

  @Override
  public void delete(Path path) throws IOException {
    observer.before(Operation.DELETE, path);
    disk.delete(path);
  }
}
