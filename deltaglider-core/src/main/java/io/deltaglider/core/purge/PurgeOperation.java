package io.deltaglider.core.purge;

import io.deltaglider.core.layout.BucketLayout;
import io.deltaglider.core.layout.StagingName;
import io.deltaglider.core.time.TimeSource;
import io.deltaglider.port.storage.DeleteFailure;
import io.deltaglider.port.storage.DeleteRequest;
import io.deltaglider.port.storage.ListQuery;
import io.deltaglider.port.storage.ListedObject;
import io.deltaglider.port.storage.ObjectPage;
import io.deltaglider.port.storage.StoragePort;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Deletes what is staged and expired; docs/FORMAT.md, "Staging". Thread-safe. */
public final class PurgeOperation {
  private final StoragePort storage;
  private final TimeSource time;

  /** Creates an operation. */
  public PurgeOperation(StoragePort storage, TimeSource time) {
    this.storage = storage;
    this.time = time;
  }

  /**
   * Deletes exactly those entries of a bucket's staging area whose expiry has come. Costs a look at
   * what is expired, and at one page more.
   *
   * @throws io.deltaglider.port.storage.StorageException with {@code NO_SUCH_BUCKET}, or if the
   *     store fails
   */
  public PurgeReport purge(String bucket) {
    return purge(bucket, objects -> delete(bucket, objects));
  }

  /** Returns what {@link #purge} would delete now. Writes nothing. */
  public PurgeReport findExpired(String bucket) {
    return purge(bucket, objects -> List.of());
  }

  private PurgeReport purge(
      String bucket, Function<List<ListedObject>, List<DeleteFailure>> deletion) {
    Instant now = time.now().wall();
    long objects = 0;
    long bytes = 0;
    List<DeleteFailure> failures = new ArrayList<>();
    Optional<ListQuery> next = Optional.of(ListQuery.of(bucket, BucketLayout.STAGING));
    while (next.isPresent()) {
      ListQuery query = next.get();
      ObjectPage page = storage.list(query);
      List<ListedObject> expired =
          page.objects().stream().filter(object -> isExpired(object, now)).toList();
      List<DeleteFailure> failed = deletion.apply(expired);
      Set<String> left =
          failed.stream().map(failure -> failure.request().key()).collect(Collectors.toSet());
      for (ListedObject object : expired) {
        if (!left.contains(object.key())) {
          objects++;
          bytes += object.size();
        }
      }
      failures.addAll(failed);
      // Names sort by their expiry: behind one that is not expired none is.
      boolean more = page.objects().stream().noneMatch(object -> isUnexpired(object, now));
      next = page.nextPageToken().filter(token -> more).map(query::withPageToken);
    }
    return new PurgeReport(objects, bytes, failures);
  }

  private List<DeleteFailure> delete(String bucket, List<ListedObject> objects) {
    if (objects.isEmpty()) {
      return List.of();
    }
    return storage.deleteAll(
        bucket, objects.stream().map(object -> DeleteRequest.of(object.key())).toList());
  }

  private static boolean isExpired(ListedObject object, Instant now) {
    Optional<StagingName> name = BucketLayout.stagingName(object.key());
    return name.filter(staged -> staged.isExpired(now)).isPresent();
  }

  private static boolean isUnexpired(ListedObject object, Instant now) {
    Optional<StagingName> name = BucketLayout.stagingName(object.key());
    return name.filter(staged -> !staged.isExpired(now)).isPresent();
  }
}
