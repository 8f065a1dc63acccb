package io.deltaglider.adapter.memory;

import io.deltaglider.port.scratch.ScratchBudget;
import io.deltaglider.port.scratch.ScratchFile;
import java.io.IOException;
import java.util.Objects;

/** Temporary bytes on the heap. */
final class MemoryScratchFile implements ScratchFile {
  private final MemoryScratch scratch;
  private final ScratchBudget budget;
  private volatile ChunkedBytes bytes = new ChunkedBytes();
  private volatile boolean closed;
  private long reserved; // bytes taken from the budget; guarded by this

  MemoryScratchFile(MemoryScratch scratch, ScratchBudget budget, long reserved) {
    this.scratch = scratch;
    this.budget = budget;
    this.reserved = reserved;
  }

  @Override
  public long size() {
    return bytes.size();
  }

  @Override
  public int read(long position, byte[] buffer, int offset, int length) throws IOException {
    checkOpen();
    return bytes.read(position, buffer, offset, length);
  }

  @Override
  public void append(byte[] source, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, source.length);
    long held = reserved();
    long missing = Math.max(0, size() + length - held);
    budget.take(missing, held);
    synchronized (this) {
      if (closed) {
        budget.giveBack(missing);
      } else {
        reserved += missing;
        bytes.append(source, offset, length);
      }
    }
    checkOpen();
  }

  private synchronized long reserved() throws IOException {
    checkOpen();
    return reserved;
  }

  private void checkOpen() throws IOException {
    if (closed) {
      throw new IOException("scratch file is closed");
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      bytes = new ChunkedBytes();
      budget.giveBack(reserved);
    }
    scratch.forget(this);
  }
}
