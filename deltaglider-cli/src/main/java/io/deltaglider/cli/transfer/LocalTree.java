package io.deltaglider.cli.transfer;

import io.deltaglider.cli.failure.CliException;
import io.deltaglider.cli.failure.Failures;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A local directory as the keys below a prefix. */
public final class LocalTree {
  /**
   * A file below a directory.
   *
   * @param path where it is
   * @param key its path below the directory, with slashes
   */
  public record Entry(Path path, String key) {}

  private LocalTree() {}

  /**
   * Returns all files below a directory in the order of their keys; symbolic links are followed.
   *
   * @param failed told what cannot be read
   * @throws IOException if the directory itself cannot be read
   */
  public static List<Entry> files(Path directory, Consumer<CliException> failed)
      throws IOException {
    List<Entry> entries = new ArrayList<>();
    Files.walkFileTree(
        directory,
        EnumSet.of(FileVisitOption.FOLLOW_LINKS),
        Integer.MAX_VALUE,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String key = directory.relativize(file).toString();
            entries.add(new Entry(file, key.replace(separator(file), "/")));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (file.equals(directory)) {
              throw e;
            }
            failed.accept(Failures.translate("read", file.toString(), e));
            return FileVisitResult.CONTINUE;
          }
        });
    entries.sort(Comparator.comparing(Entry::key));
    return entries;
  }

  private static String separator(Path path) {
    return path.getFileSystem().getSeparator();
  }

  /**
   * Returns the file below a directory that stands for a key.
   *
   * @param key the key behind the prefix that the directory stands for
   * @return empty if no file can: a segment is empty, {@code .} or {@code ..}, or not legal here
   */
  public static Optional<Path> file(Path directory, String key) {
    Path file = directory;
    for (String segment : key.split("/", -1)) {
      if (segment.isEmpty()
          || segment.equals(".")
          || segment.equals("..")
          || segment.indexOf('\0') >= 0
          || segment.contains(separator(directory))) {
        return Optional.empty();
      }
      file = file.resolve(segment);
    }
    return Optional.of(file);
  }
}
