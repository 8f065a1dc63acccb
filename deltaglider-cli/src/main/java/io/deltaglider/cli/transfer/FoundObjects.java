package io.deltaglider.cli.transfer;

import io.deltaglider.cli.failure.Failures;
import io.deltaglider.cli.location.ObjectUri;
import io.deltaglider.core.DeltaGlider;
import io.deltaglider.core.list.ListDetail;
import io.deltaglider.core.list.ListEntry;
import io.deltaglider.core.list.ListRequest;
import io.deltaglider.core.list.Listing;
import java.util.Collections;
import java.util.Iterator;
import java.util.Optional;

/** The objects below a prefix in the order of their keys, one page at a time. Not thread-safe. */
final class FoundObjects extends Lazy<Found> {
  private final DeltaGlider store;
  private final ObjectUri prefix;
  private Optional<ListRequest> next;
  private Iterator<ListEntry> page = Collections.emptyIterator();

  /**
   * Begins a listing.
   *
   * @param prefix a directory: empty, or with a slash at its end
   * @param pageSize how many objects are asked for at once
   * @param exact whether sizes must be those of contents, whatever that costs
   */
  FoundObjects(DeltaGlider store, ObjectUri prefix, int pageSize, boolean exact) {
    this.store = store;
    this.prefix = prefix;
    ListRequest request = ListRequest.of(prefix.bucket(), prefix.key()).withMaxKeys(pageSize);
    next = Optional.of(exact ? request.withDetail(ListDetail.CONTENT) : request);
  }

  @Override
  Optional<Found> advance() {
    while (!page.hasNext()) {
      if (next.isEmpty()) {
        return Optional.empty();
      }
      ListRequest request = next.get();
      Listing listing = Failures.attempt("list", prefix.toString(), () -> store.list(request));
      next = listing.nextPageToken().map(request::withPageToken);
      page = listing.entries().iterator();
    }
    ListEntry entry = page.next();
    String key = entry.key().substring(prefix.key().length());
    return Optional.of(new Found(key, entry.size(), entry.lastModified(), Optional.empty()));
  }
}
