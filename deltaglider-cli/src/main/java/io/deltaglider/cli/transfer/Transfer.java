package io.deltaglider.cli.transfer;

import io.deltaglider.core.put.PutOutcome;
import java.util.Objects;
import java.util.Optional;

/**
 * One transfer that was done.
 *
 * @param direction which kind
 * @param source from where, as people read it
 * @param target to where, as people read it
 * @param size size of the content in bytes
 * @param stored how it was stored, if it was an upload
 */
public record Transfer(
    Direction direction, String source, String target, long size, Optional<PutOutcome> stored) {
  /** The kinds of transfers. */
  public enum Direction {
    /** From here to a store. */
    UPLOAD("upload"),
    /** From a store to here. */
    DOWNLOAD("download"),
    /** Within a store. */
    COPY("copy");

    private final String verb;

    Direction(String verb) {
      this.verb = verb;
    }

    /** Returns what is said about it. */
    public String verb() {
      return verb;
    }
  }

  /** Checks that nothing is null. */
  public Transfer {
    Objects.requireNonNull(direction, "direction");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(target, "target");
    Objects.requireNonNull(stored, "stored");
  }
}
