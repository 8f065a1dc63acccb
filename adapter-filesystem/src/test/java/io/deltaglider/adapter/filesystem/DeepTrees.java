package io.deltaglider.adapter.filesystem;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/**
 * Handles directory trees a thousand levels deep, for which JUnit's temporary directories take
 * minutes and {@link Files#walk} holds a thousand directories open.
 */
final class DeepTrees {
  private DeepTrees() {}

  /** Returns everything below a directory, each directory before what is in it. */
  static List<Path> below(Path root) throws IOException {
    Deque<Path> found = new ArrayDeque<>();
    Deque<Path> directories = new ArrayDeque<>(List.of(root));
    while (!directories.isEmpty()) {
      try (DirectoryStream<Path> children = Files.newDirectoryStream(directories.pop())) {
        for (Path child : children) {
          found.add(child);
          if (Files.isDirectory(child, NOFOLLOW_LINKS)) {
            directories.push(child);
          }
        }
      }
    }
    return List.copyOf(found);
  }

  /** Returns the regular files below a directory. */
  static List<Path> files(Path root) throws IOException {
    Stream<Path> files =
        below(root).stream().filter(path -> Files.isRegularFile(path, NOFOLLOW_LINKS));
    return files.sorted().toList();
  }

  /** Deletes everything below a directory. */
  static void clear(Path root) throws IOException {
    Deque<Path> upwards = new ArrayDeque<>();
    below(root).forEach(upwards::push);
    for (Path path : upwards) {
      Files.delete(path);
    }
  }
}
