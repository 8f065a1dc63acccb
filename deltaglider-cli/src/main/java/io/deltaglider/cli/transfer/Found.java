package io.deltaglider.cli.transfer;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A file or an object below a directory or prefix.
 *
 * @param key its path below, with slashes
 * @param size size of the content in bytes; of the stored form where only that is known
 * @param lastModified when it was written last
 * @param path where it is, if it is a file
 */
public record Found(String key, long size, Instant lastModified, Optional<Path> path) {
  /** Checks that nothing is null. */
  public Found {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(lastModified, "lastModified");
    Objects.requireNonNull(path, "path");
  }

  /** Returns whether it is one of those empty objects that stand for directories. */
  boolean isDirectoryMarker() {
    return path.isEmpty() && size == 0 && (key.isEmpty() || key.endsWith("/"));
  }
}
