package io.deltaglider.cli.transfer;

import io.deltaglider.cli.failure.CliException;
import io.deltaglider.cli.failure.Failures;
import io.deltaglider.port.storage.KeyOrder;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The files below a directory in the order of their keys. Only the names in the directories on the
 * way to the present file are held. Not thread-safe.
 */
public final class FoundFiles extends Lazy<Found> {
  private final boolean followLinks;
  private final boolean withTemporary;
  private final Consumer<CliException> failed;
  private final Deque<Level> levels = new ArrayDeque<>();

  /** A name in a directory; that of a directory has a slash at its end. */
  private record Child(Path path, String name) {}

  /** A directory on the way to the present file. */
  private record Level(Path directory, String key, Iterator<Child> children) {}

  private FoundFiles(
      Path directory, boolean followLinks, boolean withTemporary, Consumer<CliException> failed)
      throws IOException {
    this.followLinks = followLinks;
    this.withTemporary = withTemporary;
    this.failed = failed;
    if (Files.isRegularFile(directory)) {
      throw new FileSystemException(directory.toString(), null, "is no directory");
    }
    levels.push(new Level(directory, "", children(directory)));
  }

  /**
   * Returns the files that somebody may want to keep. What a download that was killed has left, or
   * one under way has not finished, is not among them.
   *
   * @param followLinks whether symbolic links stand for what they point to; else they are left out
   * @param failed told what cannot be read
   * @throws IOException if the directory itself cannot be read
   */
  public static FoundFiles contents(
      Path directory, boolean followLinks, Consumer<CliException> failed) throws IOException {
    return new FoundFiles(directory, followLinks, false, failed);
  }

  /** Returns all files; the rest is as in {@link #contents}. */
  static FoundFiles everything(Path directory, boolean followLinks, Consumer<CliException> failed)
      throws IOException {
    return new FoundFiles(directory, followLinks, true, failed);
  }

  /** Sorted with the slash of directories, they are in the order of the keys below. */
  private Iterator<Child> children(Path directory) throws IOException {
    List<Child> children = new ArrayList<>();
    try (DirectoryStream<Path> paths = Files.newDirectoryStream(directory)) {
      for (Path path : paths) {
        String name = String.valueOf(path.getFileName());
        boolean wanted = withTemporary || !TargetFile.isTemporary(name);
        if (wanted && (followLinks || !Files.isSymbolicLink(path))) {
          children.add(new Child(path, Files.isDirectory(path) ? name + "/" : name));
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    children.sort(Comparator.comparing(Child::name, KeyOrder.UTF_8));
    return children.iterator();
  }

  @Override
  Optional<Found> advance() {
    while (!levels.isEmpty()) {
      Level level = levels.element();
      if (!level.children().hasNext()) {
        levels.remove();
        continue;
      }
      Child child = level.children().next();
      String key = level.key() + child.name();
      try {
        if (child.name().endsWith("/")) {
          checkLoop(child.path());
          levels.push(new Level(child.path(), key, children(child.path())));
        } else {
          return Optional.of(file(child.path(), key));
        }
      } catch (IOException e) {
        failed.accept(Failures.translate("read", child.path().toString(), e));
      }
    }
    return Optional.empty();
  }

  private static Found file(Path path, String key) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
    if (!attributes.isRegularFile()) {
      throw new FileSystemException(path.toString(), null, "is neither a file nor a directory");
    }
    return new Found(
        key, attributes.size(), attributes.lastModifiedTime().toInstant(), Optional.of(path));
  }

  private void checkLoop(Path directory) throws IOException {
    if (!Files.isSymbolicLink(directory)) {
      return;
    }
    for (Level level : levels) {
      if (Files.isSameFile(level.directory(), directory)) {
        throw new FileSystemLoopException(directory.toString());
      }
    }
  }
}
