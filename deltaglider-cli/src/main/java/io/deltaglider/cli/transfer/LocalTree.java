package io.deltaglider.cli.transfer;

import io.deltaglider.cli.ExitCode;
import io.deltaglider.cli.failure.CliException;
import io.deltaglider.cli.location.ObjectUri;
import java.nio.file.Path;
import java.util.Optional;

/** A local directory as the keys below a prefix. */
public final class LocalTree {
  private LocalTree() {}

  /**
   * Returns the file below a directory that stands for a key.
   *
   * @param key the key behind the prefix that the directory stands for
   * @return empty if no file can: a segment is empty, {@code .} or {@code ..}, or not legal here
   */
  public static Optional<Path> file(Path directory, String key) {
    Path file = directory;
    String separator = directory.getFileSystem().getSeparator();
    for (String segment : key.split("/", -1)) {
      if (segment.isEmpty()
          || segment.equals(".")
          || segment.equals("..")
          || segment.indexOf('\0') >= 0
          || segment.contains(separator)) {
        return Optional.empty();
      }
      file = file.resolve(segment);
    }
    return Optional.of(file);
  }

  /** Returns the failure of an action for which {@link #file} was empty. */
  public static CliException noFile(String action, ObjectUri object) {
    return new CliException(
        ExitCode.LOCAL,
        action,
        object.toString(),
        "no file below the target can stand for its key",
        "fetch it by itself to a file that you name");
  }
}
