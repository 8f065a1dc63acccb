package io.deltaglider.cli.transfer;

import io.deltaglider.cli.ExitCode;
import io.deltaglider.cli.failure.CliException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Knows every file and directory that must not outlive the process unless it is finished, so that
 * an interrupt can delete them. Thread-safe.
 */
public final class PartialFiles {
  private final Set<Path> paths = new LinkedHashSet<>(); // guarded by itself
  private boolean interrupted; // guarded by paths

  /** Creates a file or directory. */
  @FunctionalInterface
  public interface Creation {
    /** Creates it and returns where it is. */
    Path create() throws IOException;
  }

  /**
   * Creates a file or directory and remembers it, in one step that no interrupt divides.
   *
   * @throws CliException if the process is being interrupted
   * @throws IOException if it cannot be created; then nothing is remembered
   */
  public Path create(Creation creation) throws IOException {
    synchronized (paths) {
      if (interrupted) {
        throw new CliException(ExitCode.INTERRUPTED, "write", "temporary file", "interrupted", "");
      }
      Path path = creation.create();
      paths.add(path);
      return path;
    }
  }

  /** From now on refuses to create anything: the process is being interrupted. */
  public void interrupt() {
    synchronized (paths) {
      interrupted = true;
    }
  }

  /** Returns whether the process is being interrupted. */
  public boolean isInterrupted() {
    synchronized (paths) {
      return interrupted;
    }
  }

  /** Forgets a path, because it is finished or gone. */
  public void remove(Path path) {
    synchronized (paths) {
      paths.remove(path);
    }
  }

  /**
   * Deletes a file, or a directory with all that is in it, and forgets it.
   *
   * @throws IOException if something is left
   */
  public void delete(Path path) throws IOException {
    deleteTree(path);
    remove(path);
  }

  /**
   * Deletes everything that is remembered.
   *
   * @return what could not be deleted
   */
  public List<Path> deleteAll() {
    List<Path> left;
    synchronized (paths) {
      left = new ArrayList<>(paths);
      paths.clear();
    }
    List<Path> failed = new ArrayList<>();
    for (Path path : left) {
      try {
        deleteTree(path);
      } catch (IOException e) {
        failed.add(path);
      }
    }
    return failed;
  }

  private static void deleteTree(Path root) throws IOException {
    if (!Files.isDirectory(root)) {
      Files.deleteIfExists(root);
      return;
    }
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE; // gone meanwhile; what is left fails its directory
          }

          @Override
          public FileVisitResult postVisitDirectory(
              Path directory, @org.jspecify.annotations.Nullable IOException e) throws IOException {
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
