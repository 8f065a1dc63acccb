package io.deltaglider.benchmark.corpus;

import java.io.IOException;
import java.nio.file.Path;

/** Files that are made, from fetched ones or from a seed: always the same bytes. */
interface Corpus {
  /**
   * Makes the files.
   *
   * @param directory where they go, and where the fetched ones are
   */
  void make(Path directory) throws IOException;
}
