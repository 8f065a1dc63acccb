package io.deltaglider.adapter.memory;

import io.deltaglider.port.scratch.Scratch;
import io.deltaglider.port.scratch.ScratchBudget;
import io.deltaglider.port.scratch.ScratchFile;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Scratch space on the heap. Thread-safe. */
public final class MemoryScratch implements Scratch {
  private final ScratchBudget budget;
  private final Set<MemoryScratchFile> open = new HashSet<>(); // guarded by itself
  private boolean closed; // guarded by open

  /**
   * Creates scratch space without any file.
   *
   * @param budgetBytes how many bytes all files together hold at most
   * @param waitingTime how long a caller waits for room
   */
  public MemoryScratch(long budgetBytes, Duration waitingTime) {
    this.budget = new ScratchBudget(budgetBytes, waitingTime);
  }

  @Override
  public ScratchFile create(long expectedBytes) throws IOException {
    budget.take(expectedBytes, 0);
    MemoryScratchFile file = new MemoryScratchFile(this, budget, expectedBytes);
    synchronized (open) {
      if (!closed) {
        open.add(file);
        return file;
      }
    }
    file.close();
    throw new IOException("scratch is closed");
  }

  @Override
  public long usedBytes() {
    return budget.usedBytes();
  }

  @Override
  public void close() {
    budget.close();
    List<MemoryScratchFile> left;
    synchronized (open) {
      closed = true;
      left = new ArrayList<>(open);
    }
    left.forEach(MemoryScratchFile::close);
  }

  /** Forgets a file that was closed. */
  void forget(MemoryScratchFile file) {
    synchronized (open) {
      open.remove(file);
    }
  }
}
