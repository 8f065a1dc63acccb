package io.deltaglider.adapter.filesystem;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.deltaglider.adapter.filesystem.DirectoryNames.Range;
import io.deltaglider.adapter.filesystem.EscapedName.Kind;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Walks through a bucket's directories in the order of the keys. Holds the names of the directories
 * on the way down to the current one, each up to a limit. Not thread-safe.
 */
final class KeyWalk {
  private final DirectoryReader reader;
  private final String prefix;
  private final String after;
  private final Deque<Level> levels = new ArrayDeque<>();

  /**
   * A file that may hold an object, or a directory that may hold objects.
   *
   * @param path where it is
   * @param text the key, or what the keys of all objects in the directory begin with
   * @param isObject whether it is a file
   */
  record Step(Path path, String text, boolean isObject) {}

  /** A directory on the way down, with those of its names that are still to be visited. */
  private static final class Level {
    private final Path directory;
    private final String text;
    private DirectoryNames names;
    private int next;

    Level(Path directory, String text, DirectoryNames names) {
      this.directory = directory;
      this.text = text;
      this.names = names;
    }
  }

  /**
   * Begins a walk over the keys that begin with {@code prefix} and are greater than {@code after}.
   */
  KeyWalk(DirectoryReader reader, BucketDirectory bucket, String prefix, String after)
      throws IOException {
    this.reader = reader;
    this.prefix = prefix;
    this.after = after;
    KeyPath start = KeyPath.of(prefix);
    Optional<Path> directory = bucket.find(start);
    if (directory.isPresent()) {
      enter(directory.get(), start.covered());
    }
  }

  /** Returns the next file or directory; empty at the end. Directories are not entered. */
  Optional<Step> next() throws IOException {
    while (!levels.isEmpty()) {
      Level level = levels.element();
      if (level.next < level.names.names().size()) {
        EscapedName name = level.names.names().get(level.next);
        level.next++;
        return Optional.of(
            new Step(
                level.directory.resolve(name.encode()),
                level.text + name.keyPart(),
                name.kind() == Kind.OBJECT));
      }
      if (level.names.complete()) {
        levels.remove();
      } else {
        readOn(level);
      }
    }
    return Optional.empty();
  }

  /** Makes what is in this directory come next. */
  void enter(Step directory) throws IOException {
    if (Files.isDirectory(directory.path(), NOFOLLOW_LINKS)) {
      enter(directory.path(), directory.text());
    }
  }

  private void enter(Path directory, String text) throws IOException {
    Optional<Range> range = range(text);
    if (range.isPresent()) {
      levels.push(new Level(directory, text, reader.read(directory, range.get())));
    }
  }

  /** Returns what of a directory's names is wanted; nothing if all its keys come before. */
  private Optional<Range> range(String text) {
    String wanted = prefix.startsWith(text) ? prefix.substring(text.length()) : "";
    if (after.startsWith(text)) {
      return Optional.of(new Range(wanted, Optional.of(after.substring(text.length()))));
    }
    if (after.compareTo(text) < 0) {
      return Optional.of(new Range(wanted, Optional.empty()));
    }
    return Optional.empty();
  }

  private void readOn(Level level) throws IOException {
    EscapedName last = level.names.names().get(level.next - 1);
    String wanted = range(level.text).orElseThrow().prefix();
    level.names = reader.read(level.directory, new Range(wanted, Optional.of(last.keyPart())));
    level.next = 0;
    if (!level.names.names().isEmpty() && level.names.names().get(0).equals(last)) {
      level.next = 1; // A directory can hold greater keys than its own text.
    }
  }

  /** Returns whether there is an object's file in this directory or below it. */
  static boolean holdsObject(Path directory) throws IOException {
    Deque<Path> directories = new ArrayDeque<>();
    directories.push(directory);
    while (!directories.isEmpty()) {
      List<Path> below = new ArrayList<>();
      if (holdsObject(directories.pop(), below)) {
        return true;
      }
      below.forEach(directories::push);
    }
    return false;
  }

  private static boolean holdsObject(Path directory, List<Path> below) throws IOException {
    if (!Files.isDirectory(directory, NOFOLLOW_LINKS)) {
      return false;
    }
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      for (Path path : stream) {
        Optional<EscapedName> name = EscapedName.decode(path.getFileName().toString());
        if (name.isPresent() && name.get().kind() != Kind.OBJECT) {
          below.add(path);
        } else if (name.isPresent() && ObjectFile.exists(path)) {
          return true;
        }
      }
      return false;
    } catch (NoSuchFileException | NotDirectoryException e) {
      return false;
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }
}
