package io.deltaglider.cli.migrate;

import io.deltaglider.core.get.ObjectInfo;
import java.util.List;

/**
 * What was done with one object.
 *
 * @param result what became of it
 * @param size of its content in bytes
 * @param storedSize how many bytes that added to the target
 * @param reason why it was stored whole or kept; empty if that needs no reason
 * @param entries what to note of it; none if it is gone
 */
public record Moved(
    MoveResult result, long size, long storedSize, String reason, List<JournalEntry> entries) {
  /** Copies the list. */
  public Moved {
    entries = List.copyOf(entries);
  }

  /** Returns what became of an object that was deleted before it could be read. */
  static Moved gone() {
    return new Moved(MoveResult.GONE, 0, 0, "deleted meanwhile", List.of());
  }

  /** Returns what became of an object with which nothing was done. */
  static Moved kept(ObjectInfo info, String reason) {
    JournalEntry entry = JournalEntry.of(info, MoveResult.KEPT, "");
    return new Moved(MoveResult.KEPT, info.size(), info.storedSize(), reason, List.of(entry));
  }
}
