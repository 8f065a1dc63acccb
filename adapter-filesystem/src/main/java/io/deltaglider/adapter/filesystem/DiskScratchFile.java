package io.deltaglider.adapter.filesystem;

import io.deltaglider.port.scratch.ScratchBudget;
import io.deltaglider.port.scratch.ScratchFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** A temporary file. Reads may run while it grows. */
final class DiskScratchFile implements ScratchFile {
  private final FilesystemScratch scratch;
  private final ScratchBudget budget;
  private final PositionedFile file;
  private final Path path;
  private final Object appending = new Object();
  private volatile long size;
  private volatile boolean closed;
  private long reserved; // bytes taken from the budget; guarded by appending

  private DiskScratchFile(
      FilesystemScratch scratch,
      ScratchBudget budget,
      PositionedFile file,
      Path path,
      long reserved) {
    this.scratch = scratch;
    this.budget = budget;
    this.file = file;
    this.path = path;
    this.reserved = reserved;
  }

  /** Creates an empty file, for which {@code reservedBytes} were taken from the budget. */
  static DiskScratchFile create(
      FilesystemScratch scratch, ScratchArea area, ScratchBudget budget, long reservedBytes)
      throws IOException {
    Path path = area.createFile();
    try {
      PositionedFile file = PositionedFile.openForWriting(path);
      if (PrivateFiles.openFilesCanBeDeleted()) {
        Files.delete(path);
      }
      return new DiskScratchFile(scratch, budget, file, path, reservedBytes);
    } catch (IOException e) {
      Files.deleteIfExists(path);
      throw e;
    }
  }

  @Override
  public void append(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    synchronized (appending) {
      checkOpen();
      long wanted = size + length;
      long missing = Math.max(0, wanted - reserved);
      budget.take(missing, reserved);
      try {
        file.write(size, bytes, offset, length);
      } catch (IOException e) {
        budget.giveBack(missing);
        throw e;
      }
      reserved += missing;
      size = wanted;
    }
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public int read(long position, byte[] buffer, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    long end = size;
    Objects.checkFromToIndex(position, end, end);
    checkOpen();
    int count = (int) Math.min(length, end - position);
    file.read(position, buffer, offset, count);
    return count;
  }

  private void checkOpen() throws IOException {
    if (closed) {
      throw new IOException("scratch file is closed");
    }
  }

  @Override
  public void close() {
    synchronized (appending) {
      if (closed) {
        return;
      }
      closed = true;
      budget.giveBack(reserved);
    }
    scratch.forget(this);
    try {
      file.close();
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException("scratch file cannot be removed", e);
    }
  }
}
