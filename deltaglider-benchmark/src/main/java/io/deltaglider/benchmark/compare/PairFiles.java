package io.deltaglider.benchmark.compare;

import java.nio.file.Path;

/**
 * The files of one comparison.
 *
 * @param scratch an existing directory for deltas and what they decode to
 */
record PairFiles(Path source, Path target, Path scratch) {
  /** Returns where a delta is decoded to. */
  Path decoded() {
    return scratch.resolve("decoded");
  }
}
