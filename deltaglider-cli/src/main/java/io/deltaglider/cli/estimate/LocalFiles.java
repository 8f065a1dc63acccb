package io.deltaglider.cli.estimate;

import io.deltaglider.cli.failure.CliException;
import io.deltaglider.cli.transfer.Found;
import io.deltaglider.cli.transfer.FoundFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** A file, or the files below a directory, whose keys begin with the directory's name. */
public final class LocalFiles implements FileCollection {
  private final Path root;
  private final Consumer<CliException> failed;

  /**
   * Creates a collection.
   *
   * @param failed told what cannot be read, and so is not counted
   */
  public LocalFiles(Path root, Consumer<CliException> failed) {
    this.root = root.toAbsolutePath().normalize();
    this.failed = failed;
  }

  @Override
  public void forEach(Consumer<Candidate> consumer) throws IOException {
    if (Files.isRegularFile(root)) {
      consumer.accept(
          new Candidate(name(), Files.size(root), Files.getLastModifiedTime(root).toInstant()));
      return;
    }
    FoundFiles files = FoundFiles.contents(root, true, failed);
    while (files.hasNext()) {
      Found file = files.next();
      consumer.accept(new Candidate(name() + "/" + file.key(), file.size(), file.lastModified()));
    }
  }

  private String name() {
    Path name = root.getFileName();
    return name == null ? "root" : name.toString();
  }

  @Override
  public Optional<InputStream> open(Candidate file) throws IOException {
    String below = file.key().substring(name().length());
    Path path = below.isEmpty() ? root : root.resolve(below.substring(1));
    try {
      return Optional.of(Files.newInputStream(path));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }
}
