package io.deltaglider.core.vcdiff;

import io.deltaglider.port.scratch.ByteSource;
import java.io.IOException;

/**
 * Reads target windows, one at a time, and finds what each copies. What is found depends on the
 * window and the source alone. Not thread-safe.
 */
final class WindowMatcher {
  private final ByteSource target;
  private final long secondGuess;
  private final MatchFinder finder;
  private final GapFiller filler;
  private final boolean shortMatches;
  private Copies copies;
  private byte[] window = new byte[0];
  private int length;

  /**
   * Creates a matcher for one target.
   *
   * @param sourceSize tells where else than at its own position a window may be in the source: as
   *     far from the end
   */
  WindowMatcher(
      ByteSource target,
      long sourceSize,
      MatchFinder finder,
      GapFiller filler,
      boolean shortMatches) {
    this.target = target;
    this.secondGuess = sourceSize - target.size();
    this.finder = finder;
    this.filler = filler;
    this.shortMatches = shortMatches;
    this.copies = finder.copies();
  }

  /**
   * Reads the window at {@code position} and finds its copies.
   *
   * @return false if it was told to stop
   */
  boolean match(long position) throws IOException {
    length = (int) Math.min(VcdiffEncoder.WINDOW_SIZE, target.size() - position);
    if (window.length < length) {
      window = new byte[length];
    }
    target.readFully(position, window, 0, length);
    if (!finder.find(window, length, position, position + secondGuess)) {
      return false;
    }
    copies = shortMatches ? filler.fill(window, length, finder.copies()) : finder.copies();
    return true;
  }

  /** Returns the array whose first {@link #length} bytes are the window. */
  byte[] window() {
    return window;
  }

  int length() {
    return length;
  }

  /** Returns what was found last. */
  Copies copies() {
    return copies;
  }
}
