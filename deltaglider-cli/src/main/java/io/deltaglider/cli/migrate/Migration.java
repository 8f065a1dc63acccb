package io.deltaglider.cli.migrate;

import io.deltaglider.cli.estimate.Candidate;
import io.deltaglider.cli.estimate.FileCollection;
import io.deltaglider.cli.failure.Failures;
import io.deltaglider.cli.store.Pages;
import io.deltaglider.cli.store.StoredObjects;
import io.deltaglider.cli.transfer.Filters;
import io.deltaglider.core.DeltaGlider;
import io.deltaglider.core.get.GetRequest;
import io.deltaglider.core.get.ObjectContent;
import io.deltaglider.core.get.ObjectInfo;
import io.deltaglider.core.list.ListEntry;
import io.deltaglider.core.list.ListRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Moves everything below a prefix: lists it, passes over what a journal says is done, and does the
 * rest in windows of bounded size. Not thread-safe.
 */
public final class Migration {
  /** How many objects are held in memory at most. */
  static final int WINDOW = 100_000;

  private final DeltaGlider source;
  private final Places places;
  private final Filters filter;
  private final Optional<ObjectInfo.Form> untouched;

  /**
   * Creates a migration.
   *
   * @param source the store that is listed
   * @param untouched the form of objects with which nothing has to be done; absent if all are moved
   */
  public Migration(
      DeltaGlider source, Places places, Filters filter, Optional<ObjectInfo.Form> untouched) {
    this.source = source;
    this.places = places;
    this.filter = filter;
    this.untouched = untouched;
  }

  /**
   * Returns what there is to do, by what a journal says; the journal is neither made nor changed.
   */
  public Survey survey(Path journal, JournalHeader header) throws IOException {
    Verified verified = Journal.peek(journal, header);
    Survey survey = new Survey();
    forEach(verified, (entry, step) -> survey.add(step, entry.size()));
    return survey;
  }

  /** Hands every object that would be done to {@code consumer}; does nothing else. */
  public void rehearse(Path journal, JournalHeader header, MoverFactory movers, Rehearsal consumer)
      throws IOException {
    Mover mover = movers.create(places);
    forEach(
        Journal.peek(journal, header),
        (entry, step) -> {
          if (step == Survey.Step.DO || step == Survey.Step.DO_AGAIN) {
            Item item = Item.of(entry, step == Survey.Step.DO_AGAIN);
            consumer.wouldMove(places.sourceOf(item.key()).toString(), mover.target(item));
          }
        });
  }

  /** Returns the objects that are to be done, under the keys that they would get. */
  public FileCollection pending(Path journal, JournalHeader header) throws IOException {
    Verified verified = Journal.peek(journal, header);
    return new FileCollection() {
      @Override
      public void forEach(Consumer<Candidate> consumer) {
        Migration.this.forEach(
            verified,
            (entry, step) -> {
              if (step == Survey.Step.DO || step == Survey.Step.DO_AGAIN) {
                consumer.accept(
                    new Candidate(
                        places.targetOf(entry.key()).key(), entry.size(), entry.lastModified()));
              }
            });
      }

      @Override
      public Optional<InputStream> open(Candidate file) throws IOException {
        String below = file.key().substring(places.target().key().length());
        String key = places.source().key() + below;
        return StoredObjects.open(source, GetRequest.of(places.sourceOf(key).address()))
            .map(ObjectContent::body);
      }
    };
  }

  /** Told what would be done. */
  @FunctionalInterface
  public interface Rehearsal {
    /** This object would be moved there. */
    void wouldMove(String source, String target);
  }

  /**
   * Does everything that is to be done.
   *
   * @param concurrency how many families are done at once
   * @throws io.deltaglider.cli.failure.CliException what the listener throws, or if listing or the
   *     journal fails
   */
  public void run(Journal journal, MoverFactory movers, int concurrency, MoveListener listener) {
    Mover mover = movers.create(places);
    WindowRun run = new WindowRun(mover, journal, places, concurrency, listener);
    List<Item> window = new ArrayList<>();
    forEach(
        journal.verified(),
        (entry, step) -> {
          switch (step) {
            case DO, DO_AGAIN -> {
              window.add(Item.of(entry, step == Survey.Step.DO_AGAIN));
              if (window.size() == WINDOW) {
                run.run(window);
                window.clear();
              }
            }
            case VERIFIED -> run.verifiedBefore(places.sourceOf(entry.key()).toString());
            case KEEP, EXCLUDED -> {
              // the survey has counted it
            }
          }
        });
    run.run(window);
  }

  private void forEach(Verified verified, BiConsumer<ListEntry, Survey.Step> consumer) {
    Failures.attempt(
        "list",
        places.source().toString(),
        () -> {
          Pages.forEach(
              source,
              ListRequest.of(places.source().bucket(), places.source().key()),
              page ->
                  page.entries().forEach(entry -> consumer.accept(entry, step(entry, verified))));
          return places;
        });
  }

  private Survey.Step step(ListEntry entry, Verified verified) {
    if (!filter.accepts(places.below(entry.key()))) {
      return Survey.Step.EXCLUDED;
    }
    if (verified.contains(entry.key(), entry.etag(), entry.size())) {
      return Survey.Step.VERIFIED;
    }
    if (untouched.isPresent() && entry.info().map(ObjectInfo::form).equals(untouched)) {
      return Survey.Step.KEEP;
    }
    return verified.containsKey(entry.key()) ? Survey.Step.DO_AGAIN : Survey.Step.DO;
  }
}
