package io.deltaglider.core.vcdiff;

import io.deltaglider.port.scratch.ByteSource;
import java.io.IOException;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Reads target windows, one at a time, and finds what each copies. What is found depends on the
 * window and the source alone. Not thread-safe.
 */
final class WindowMatcher {
  private final ByteSource target;

  /** Where else than at its own position a window may be in the source: as far from the end. */
  private final long secondGuess;

  private final MatchFinder finder;
  private final Optional<GapFiller> filler;
  private final Optional<OptimalParser> parser;
  private final SizeEstimate sizes;
  private Copies copies;
  private byte[] bytes = new byte[0];
  private int start;
  private int end;

  /**
   * Creates a matcher for one target.
   *
   * @param stop ends the search
   */
  WindowMatcher(
      ByteSource target,
      SourceMatcher source,
      LazyIndex index,
      Effort effort,
      BooleanSupplier stop) {
    this.target = target;
    this.secondGuess = source.size() - target.size();
    this.finder = new MatchFinder(source, index, stop);
    this.filler = effort.shortMatches() ? Optional.of(new GapFiller(source)) : Optional.empty();
    this.parser = effort.parse().map(parse -> new OptimalParser(source, index, parse, stop));
    this.sizes = new SizeEstimate(source.size(), effort.minSaving(), stop);
    this.copies = finder.copies();
  }

  /**
   * Reads the window at {@code position} and finds its copies.
   *
   * @return false if it was told to stop
   */
  boolean match(long position) throws IOException {
    read(position);
    if (!finder.find(bytes, start, end, position, position + secondGuess)) {
      return false;
    }
    copies = finder.copies();
    if (filler.isPresent()) {
      copies = filler.get().fill(bytes, start, end, copies);
    }
    if (parser.isPresent()) {
      Optional<Copies> other = parser.get().parse(bytes, start, end, copies);
      if (other.isEmpty()) {
        return false;
      }
      copies = sizes.smaller(bytes, start, end, copies, other.get());
    }
    return true;
  }

  private void read(long position) throws IOException {
    int length = (int) Math.min(VcdiffEncoder.WINDOW_SIZE, target.size() - position);
    Optional<byte[]> array = target.array();
    if (array.isPresent()) {
      bytes = array.get();
      start = (int) position;
    } else {
      if (bytes.length < length) {
        bytes = new byte[length];
      }
      target.readFully(position, bytes, 0, length);
    }
    end = start + length;
  }

  /** Returns the array that holds the window, from {@link #start} to {@link #end}. */
  byte[] bytes() {
    return bytes;
  }

  int start() {
    return start;
  }

  int end() {
    return end;
  }

  /** Returns what was found last. */
  Copies copies() {
    return copies;
  }
}
