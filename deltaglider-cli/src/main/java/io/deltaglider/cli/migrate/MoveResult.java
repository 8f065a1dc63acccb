package io.deltaglider.cli.migrate;

import java.util.Locale;
import java.util.Optional;

/** What became of one object. */
public enum MoveResult {
  /** It was stored as a delta of a reference that was made of it. */
  REFERENCE,
  /** It was stored as a delta. */
  DELTA,
  /** It was stored whole. */
  PLAIN,
  /** Nothing had to be done, or could be. */
  KEPT,
  /** It was deleted from the source before it was read. */
  GONE;

  /** Returns the name in lower case, as journals and reports have it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<MoveResult> parse(String text) {
    for (MoveResult result : values()) {
      if (result.text().equals(text)) {
        return Optional.of(result);
      }
    }
    return Optional.empty();
  }
}
