package io.deltaglider.cli.estimate;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Consumer;

/** Files whose cost is wanted: a bucket, a prefix or a directory. */
public interface FileCollection {
  /** Names every file, in any order. */
  void forEach(Consumer<Candidate> consumer) throws IOException;

  /** Opens a file; empty if it has vanished. The caller closes it. */
  Optional<InputStream> open(Candidate file) throws IOException;
}
