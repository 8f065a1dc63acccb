package io.deltaglider.sdk;

import io.deltaglider.core.DeltaGlider;
import io.deltaglider.core.list.ListDetail;
import io.deltaglider.core.list.ListEntry;
import io.deltaglider.core.list.ListRequest;
import io.deltaglider.core.list.Listing;
import java.util.Optional;
import java.util.stream.Stream;

/** Walks a listing, page by page. */
final class ListedEntries {
  private record Page(ListRequest request, Listing listing) {}

  private ListedEntries() {}

  static Stream<ListEntry> stream(
      DeltaGlider glider, String bucket, String prefix, boolean fetchMetadata) {
    ListRequest all = ListRequest.of(bucket, prefix);
    ListRequest first = fetchMetadata ? all.withDetail(ListDetail.METADATA) : all;
    return Stream.iterate(
            Optional.of(read(glider, first)), Optional::isPresent, page -> next(glider, page))
        .flatMap(page -> page.orElseThrow().listing().entries().stream());
  }

  private static Optional<Page> next(DeltaGlider glider, Optional<Page> page) {
    return page.flatMap(
        read ->
            read.listing()
                .nextPageToken()
                .map(token -> read(glider, read.request().withPageToken(token))));
  }

  private static Page read(DeltaGlider glider, ListRequest request) {
    return new Page(request, glider.list(request));
  }
}
