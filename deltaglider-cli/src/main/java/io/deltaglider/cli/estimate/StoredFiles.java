package io.deltaglider.cli.estimate;

import io.deltaglider.cli.failure.Failures;
import io.deltaglider.cli.location.ObjectUri;
import io.deltaglider.cli.store.Pages;
import io.deltaglider.cli.store.StoredObjects;
import io.deltaglider.core.DeltaGlider;
import io.deltaglider.core.get.GetRequest;
import io.deltaglider.core.get.ObjectContent;
import io.deltaglider.core.list.ListRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Consumer;

/** The objects below a prefix. */
public final class StoredFiles implements FileCollection {
  private final DeltaGlider store;
  private final ObjectUri prefix;

  /** Creates a collection of the objects whose keys begin with {@code prefix}. */
  public StoredFiles(DeltaGlider store, ObjectUri prefix) {
    this.store = store;
    this.prefix = prefix;
  }

  @Override
  public void forEach(Consumer<Candidate> consumer) {
    Failures.attempt(
        "list",
        prefix.toString(),
        () -> {
          Pages.forEach(
              store,
              ListRequest.of(prefix.bucket(), prefix.key()),
              page ->
                  page.entries()
                      .forEach(
                          entry ->
                              consumer.accept(
                                  new Candidate(entry.key(), entry.size(), entry.lastModified()))));
          return prefix;
        });
  }

  @Override
  public Optional<InputStream> open(Candidate file) throws IOException {
    return StoredObjects.open(store, GetRequest.of(prefix.withKey(file.key()).address()))
        .map(ObjectContent::body);
  }
}
