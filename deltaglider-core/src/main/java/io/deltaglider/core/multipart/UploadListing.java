package io.deltaglider.core.multipart;

import io.deltaglider.core.layout.BucketLayout;
import io.deltaglider.core.layout.StagingName;
import io.deltaglider.core.list.LookUps;
import io.deltaglider.core.multipart.UploadDocument.State;
import io.deltaglider.core.time.TimeSource;
import io.deltaglider.port.storage.KeyOrder;
import io.deltaglider.port.storage.ListQuery;
import io.deltaglider.port.storage.ObjectPage;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StoragePort;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lists uploads that are not completed. They lie in the order of their expiry, so each page looks
 * at all of them, and keeps only what belongs on the page. Thread-safe.
 */
final class UploadListing {
  private static final Logger log = LoggerFactory.getLogger(UploadListing.class);

  private final StoragePort storage;
  private final Uploads uploads;
  private final ExecutorService executor;
  private final TimeSource time;

  /**
   * Where an entry is in the listing.
   *
   * @param text a key or a common prefix
   * @param uploadId empty for a common prefix
   */
  private record Position(String text, String uploadId) {
    static final Comparator<Position> ORDER =
        Comparator.comparing(Position::text, KeyOrder.UTF_8).thenComparing(Position::uploadId);
  }

  UploadListing(StoragePort storage, Uploads uploads, ExecutorService executor, TimeSource time) {
    this.storage = storage;
    this.uploads = uploads;
    this.executor = executor;
    this.time = time;
  }

  UploadPage list(ListUploadsRequest request) {
    if (request.maxUploads() == 0) {
      return new UploadPage(List.of(), List.of(), Optional.empty());
    }
    NavigableMap<Position, Optional<UploadInfo>> entries = new TreeMap<>(Position.ORDER);
    Instant now = time.now().wall();
    Optional<ListQuery> next =
        Optional.of(ListQuery.of(request.bucket(), BucketLayout.STAGING).withDelimiter("/"));
    while (next.isPresent()) {
      ListQuery query = next.get();
      ObjectPage page = storage.list(query);
      for (UploadInfo upload : lookUp(request.bucket(), page.commonPrefixes(), now)) {
        add(request, upload, entries);
      }
      next = page.nextPageToken().map(query::withPageToken);
    }
    return page(request, entries);
  }

  private List<UploadInfo> lookUp(String bucket, List<String> prefixes, Instant now) {
    List<Callable<Optional<UploadInfo>>> lookUps = new ArrayList<>();
    for (String prefix : prefixes) {
      BucketLayout.stagingName(prefix)
          .filter(name -> !name.isExpired(now))
          .ifPresent(name -> lookUps.add(() -> lookUp(bucket, name)));
    }
    return LookUps.run(executor, bucket, lookUps);
  }

  /** Returns what is known about an entry; empty unless it is an upload that can be completed. */
  private Optional<UploadInfo> lookUp(String bucket, StagingName name) {
    try {
      return uploads
          .read(bucket, name)
          .filter(
              upload ->
                  upload.document().state() == State.OPEN
                      || upload.document().state() == State.COMPLETING)
          .map(Upload::info);
    } catch (StorageException e) {
      if (e.kind() == StorageException.Kind.DAMAGED) {
        log.warn("bucket {}: an upload's document is damaged", bucket, e);
        return Optional.empty(); // it must not hide the others
      }
      throw e;
    }
  }

  /** Adds an upload if it belongs on the page, as far as is known by now. */
  private static void add(
      ListUploadsRequest request,
      UploadInfo upload,
      NavigableMap<Position, Optional<UploadInfo>> entries) {
    if (!upload.key().startsWith(request.prefix())) {
      return;
    }
    Optional<String> commonPrefix = commonPrefix(request, upload.key());
    Position position =
        commonPrefix
            .map(prefix -> new Position(prefix, ""))
            .orElseGet(() -> new Position(upload.key(), upload.uploadId()));
    if (!isBehindMarker(request, position)) {
      return;
    }
    entries.put(position, commonPrefix.isPresent() ? Optional.empty() : Optional.of(upload));
    if (entries.size() > request.maxUploads() + 1) {
      entries.pollLastEntry();
    }
  }

  private static Optional<String> commonPrefix(ListUploadsRequest request, String key) {
    if (request.delimiter().isEmpty()) {
      return Optional.empty();
    }
    String delimiter = request.delimiter().get();
    int at = key.indexOf(delimiter, request.prefix().length());
    return at < 0 ? Optional.empty() : Optional.of(key.substring(0, at + delimiter.length()));
  }

  private static boolean isBehindMarker(ListUploadsRequest request, Position position) {
    if (request.keyMarker().isEmpty()) {
      return true;
    }
    int order = KeyOrder.compare(position.text(), request.keyMarker().get());
    if (order != 0) {
      return order > 0;
    }
    return request
        .uploadIdMarker()
        .filter(marker -> position.uploadId().compareTo(marker) > 0)
        .isPresent();
  }

  private static UploadPage page(
      ListUploadsRequest request, NavigableMap<Position, Optional<UploadInfo>> entries) {
    boolean more = entries.size() > request.maxUploads();
    if (more) {
      entries.pollLastEntry();
    }
    List<UploadInfo> found = new ArrayList<>();
    List<String> prefixes = new ArrayList<>();
    for (Map.Entry<Position, Optional<UploadInfo>> entry : entries.entrySet()) {
      entry.getValue().ifPresentOrElse(found::add, () -> prefixes.add(entry.getKey().text()));
    }
    Optional<UploadMarker> next = Optional.empty();
    if (more) {
      Position last = entries.lastKey();
      next =
          Optional.of(
              new UploadMarker(
                  last.text(), Optional.of(last.uploadId()).filter(id -> !id.isEmpty())));
    }
    return new UploadPage(found, prefixes, next);
  }
}
