package io.deltaglider.cli.store;

import io.deltaglider.core.DeltaGlider;
import io.deltaglider.core.list.ListRequest;
import io.deltaglider.core.list.Listing;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Reads listings to their end. */
public final class Pages {
  private Pages() {}

  /** Hands every page of a listing to {@code consumer}, however many there are. */
  public static void forEach(DeltaGlider store, ListRequest first, Consumer<Listing> consumer) {
    forEachWhile(
        store,
        first,
        page -> {
          consumer.accept(page);
          return true;
        });
  }

  /** Hands pages of a listing to {@code consumer} until it returns false. */
  public static void forEachWhile(
      DeltaGlider store, ListRequest first, Predicate<Listing> consumer) {
    Optional<ListRequest> next = Optional.of(first);
    while (next.isPresent()) {
      ListRequest request = next.get();
      Listing page = store.list(request);
      next = page.nextPageToken().map(request::withPageToken);
      if (!consumer.test(page)) {
        return;
      }
    }
  }
}
