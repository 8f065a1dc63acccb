package io.deltaglider.adapter.filesystem;

import io.deltaglider.adapter.filesystem.DirectoryNames.Range;
import java.io.IOException;
import java.nio.file.Path;

/** Reads directories for listings. */
@FunctionalInterface
interface DirectoryReader {
  /** Returns the names in a directory that are in the range, as they are now. */
  DirectoryNames read(Path directory, Range range) throws IOException;
}
