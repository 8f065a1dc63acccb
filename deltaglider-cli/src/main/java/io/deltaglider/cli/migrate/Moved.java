package io.deltaglider.cli.migrate;

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
}
