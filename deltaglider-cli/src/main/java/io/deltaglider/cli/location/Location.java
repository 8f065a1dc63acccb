package io.deltaglider.cli.location;

import io.deltaglider.cli.failure.CliException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Where content comes from or goes to, as it was named on the command line. */
public sealed interface Location permits Location.Remote, Location.Local, Location.StandardStream {
  /** How standard input and output are written. */
  String STANDARD_STREAM = "-";

  /**
   * In a store.
   *
   * @param uri what was written
   */
  record Remote(ObjectUri uri) implements Location {}

  /**
   * A file or directory.
   *
   * @param path absolute, or relative to the working directory of the process
   * @param namesDirectory whether it was written with a slash at its end
   */
  record Local(Path path, boolean namesDirectory) implements Location {}

  /** Standard input or output. */
  record StandardStream() implements Location {}

  /**
   * Reads a location.
   *
   * @param directory what relative paths are relative to
   * @throws CliException with exit code USAGE if it cannot be understood
   */
  static Location parse(String text, Path directory) {
    if (text.equals(STANDARD_STREAM)) {
      return new StandardStream();
    }
    if (ObjectUri.isUri(text)) {
      return new Remote(ObjectUri.parse(text));
    }
    return new Local(path(text, directory), text.endsWith("/"));
  }

  /**
   * Returns the path that {@code text} names.
   *
   * @throws CliException with exit code USAGE if it is no path
   */
  static Path path(String text, Path directory) {
    if (text.isEmpty()) {
      throw CliException.usage("usage", "''", "a file's name must not be empty", "");
    }
    try {
      return directory.resolve(text);
    } catch (InvalidPathException e) {
      throw CliException.usage("usage", "'" + text + "'", "not a path", "");
    }
  }
}
