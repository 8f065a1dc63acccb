package io.deltaglider.cli.estimate;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Several collections as one: their files may share references.
 *
 * @param collections which
 */
public record JoinedFiles(List<FileCollection> collections) implements FileCollection {
  /** Copies the list. */
  public JoinedFiles {
    collections = List.copyOf(collections);
  }

  @Override
  public void forEach(Consumer<Candidate> consumer) throws IOException {
    for (int i = 0; i < collections.size(); i++) {
      int origin = i;
      collections.get(i).forEach(file -> consumer.accept(file.withOrigin(origin)));
    }
  }

  @Override
  public Optional<InputStream> open(Candidate file) throws IOException {
    return collections.get(file.origin()).open(file);
  }
}
