package io.deltaglider.cli.transfer;

import java.nio.file.Path;

/**
 * Shows paths as {@code aws s3} does: relative to the working directory.
 *
 * @param directory the working directory
 */
public record DisplayPath(Path directory) {
  /** Returns how a path is shown, such as {@code ./a.zip} or {@code ../out/a.zip}. */
  public String of(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    Path parent = absolute.getParent();
    if (parent == null) {
      return absolute.toString();
    }
    Path relative = directory.toAbsolutePath().normalize().relativize(parent);
    String prefix = relative.toString();
    return (prefix.isEmpty() ? "." : prefix) + "/" + name(absolute);
  }

  /** Returns the last segment of a path. */
  String name(Path path) {
    Path name = path.toAbsolutePath().normalize().getFileName();
    return name == null ? path.toString() : name.toString();
  }
}
