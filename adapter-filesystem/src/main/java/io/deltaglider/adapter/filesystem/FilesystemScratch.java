package io.deltaglider.adapter.filesystem;

import io.deltaglider.port.scratch.Scratch;
import io.deltaglider.port.scratch.ScratchBudget;
import io.deltaglider.port.scratch.ScratchFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Scratch space in a directory. {@code docs/FILESYSTEM.md} says what is there while it is used.
 *
 * <p>Any number of processes, of any number of users, may use one directory, also one that holds
 * other files, such as {@code /tmp}; each has a budget of its own. Files are private to their
 * owner. Where the system allows it they have no name while they are open, so that nothing of their
 * bytes outlives the process. Interrupts do not disturb reads and writes; only waiting for the
 * budget ends with an {@link java.io.InterruptedIOException}. Thread-safe.
 */
public final class FilesystemScratch implements Scratch {
  private final ScratchArea area;
  private final ScratchBudget budget;
  private final Set<ScratchFile> open = new HashSet<>(); // guarded by itself
  private boolean closed; // guarded by open

  /**
   * Opens a scratch directory, and removes what processes that died have left in it.
   *
   * @param directory where the files go; created if it is missing
   * @param budgetBytes how many bytes all files together hold at most
   * @param waitingTime how long a caller waits for room
   * @throws IOException if the directory cannot be used
   */
  public FilesystemScratch(Path directory, long budgetBytes, Duration waitingTime)
      throws IOException {
    this.budget = new ScratchBudget(budgetBytes, waitingTime);
    Files.createDirectories(directory);
    ScratchArea.sweep(directory);
    this.area = ScratchArea.open(directory);
  }

  @Override
  public ScratchFile create(long expectedBytes) throws IOException {
    budget.take(expectedBytes, 0);
    try {
      return register(expectedBytes);
    } catch (IOException | RuntimeException e) {
      budget.giveBack(expectedBytes);
      throw e;
    }
  }

  private ScratchFile register(long reservedBytes) throws IOException {
    synchronized (open) {
      if (closed) {
        throw new IOException("scratch space is closed");
      }
      DiskScratchFile file = DiskScratchFile.create(this, area, budget, reservedBytes);
      open.add(file);
      return file;
    }
  }

  /** Forgets a file that was closed. */
  void forget(ScratchFile file) {
    synchronized (open) {
      open.remove(file);
    }
  }

  @Override
  public long usedBytes() {
    return budget.usedBytes();
  }

  @Override
  public void close() {
    budget.close();
    List<ScratchFile> left;
    synchronized (open) {
      if (closed) {
        return;
      }
      closed = true;
      left = new ArrayList<>(open);
    }
    left.forEach(ScratchFile::close);
    try {
      area.close();
    } catch (IOException e) {
      throw new UncheckedIOException("scratch directory cannot be removed", e);
    }
  }
}
