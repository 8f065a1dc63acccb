package io.deltaglider.port.scratch;

import java.io.IOException;

/**
 * Makes temporary files under one byte budget.
 *
 * <p>An implementation must guarantee:
 *
 * <ul>
 *   <li><b>Bounded.</b> All open files together never hold more bytes than the budget. A caller
 *       that asks for more waits for others to close theirs, up to the implementation's waiting
 *       time, and then gets a {@link ScratchExhaustedException}; one whose file alone would be
 *       larger than the whole budget gets it at once. One that is interrupted while it waits gets a
 *       {@link java.io.InterruptedIOException}. {@link ScratchBudget} keeps this promise.
 *   <li><b>Nothing left behind.</b> A closed file leaves nothing. After the process was killed,
 *       what it held is gone too, at the latest when the next process opens the same scratch area.
 *   <li><b>Private.</b> No two files share a name or a byte, whatever runs on the same area;
 *       nothing that this scratch did not make is touched.
 * </ul>
 *
 * <p>Implementations are thread-safe. {@code ScratchContract} is the executable form of this text.
 */
public interface Scratch extends AutoCloseable {
  /**
   * Creates an empty file. {@code expectedBytes} are set aside from the budget at once, so that a
   * caller who knows the size cannot run out halfway; the file may still grow beyond them, and
   * bytes that were set aside and not used are given back when it is closed.
   *
   * @param expectedBytes how many bytes the caller expects to append, 0 if it does not know
   * @throws ScratchExhaustedException if the budget has no room for them within the waiting time
   * @throws IOException if the medium fails
   */
  ScratchFile create(long expectedBytes) throws IOException;

  /**
   * Returns how many bytes are taken from the budget now: set aside or appended, and not closed.
   */
  long usedBytes();

  /**
   * Closes all files that are still open. Afterwards {@link #create} throws an {@link IOException},
   * and so does every call that still waits for room.
   */
  @Override
  void close();
}
