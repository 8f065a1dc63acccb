package io.deltaglider.core.delete;

import io.deltaglider.core.condition.ContentConditions;
import io.deltaglider.core.layout.BucketLayout;
import io.deltaglider.core.list.ListEntry;
import io.deltaglider.core.list.ListOperation;
import io.deltaglider.core.list.ListRequest;
import io.deltaglider.core.list.Listing;
import io.deltaglider.port.storage.Capability;
import io.deltaglider.port.storage.DeleteFailure;
import io.deltaglider.port.storage.DeleteRequest;
import io.deltaglider.port.storage.DeletedVersion;
import io.deltaglider.port.storage.ListQuery;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.StoragePort;
import io.deltaglider.port.storage.WriteCondition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Deletes objects: only their names. References stay until garbage collection finds that nothing
 * uses them. Thread-safe.
 */
public final class DeleteOperation {
  private final StoragePort storage;
  private final ListOperation listing;
  private final ContentConditions conditions;

  /** Creates an operation. */
  public DeleteOperation(StoragePort storage, ListOperation listing, ContentConditions conditions) {
    this.storage = storage;
    this.listing = listing;
    this.conditions = conditions;
  }

  /**
   * Deletes one object. Deleting one that is not there succeeds, unless the condition wants it.
   *
   * @param condition about the content; see {@link ContentConditions}
   * @param versionId the version to remove for good, on stores that keep them; then without a
   *     condition
   * @return what the store did
   * @throws io.deltaglider.core.layout.ReservedKeyException if the key is internal
   * @throws io.deltaglider.port.storage.StorageException with {@code NO_SUCH_BUCKET} or {@code
   *     PRECONDITION_FAILED}
   */
  public DeletedVersion delete(
      ObjectAddress address, WriteCondition condition, Optional<String> versionId) {
    BucketLayout.checkUserAddress(address);
    return conditions.apply(
        address,
        condition,
        Capability.CONDITIONAL_DELETE,
        stored ->
            storage.delete(address.bucket(), new DeleteRequest(address.key(), stored, versionId)));
  }

  /**
   * Deletes any number of objects, in batches.
   *
   * @return those that could not be deleted
   * @throws io.deltaglider.core.layout.ReservedKeyException if one of the keys is internal; then
   *     nothing is deleted
   */
  public List<DeleteFailure> deleteAll(String bucket, List<String> keys) {
    List<DeleteRequest> requests = new ArrayList<>();
    for (String key : keys) {
      BucketLayout.checkUserAddress(new ObjectAddress(bucket, key));
      requests.add(DeleteRequest.of(key));
    }
    List<DeleteFailure> failures = new ArrayList<>();
    for (int from = 0; from < requests.size(); from += ListQuery.MAX_PAGE_SIZE) {
      int to = Math.min(requests.size(), from + ListQuery.MAX_PAGE_SIZE);
      failures.addAll(storage.deleteAll(bucket, requests.subList(from, to)));
    }
    return failures;
  }

  /**
   * Deletes all objects whose keys begin with {@code prefix}, page by page.
   *
   * @param deleted told each key that is gone
   * @return those that could not be deleted
   * @throws io.deltaglider.core.layout.ReservedKeyException if only internal keys begin so
   */
  public List<DeleteFailure> deletePrefix(String bucket, String prefix, Consumer<String> deleted) {
    if (BucketLayout.isReserved(prefix)) {
      BucketLayout.checkUserAddress(new ObjectAddress(bucket, prefix));
    }
    List<DeleteFailure> failures = new ArrayList<>();
    Optional<ListRequest> next = Optional.of(ListRequest.of(bucket, prefix));
    while (next.isPresent()) {
      ListRequest request = next.get();
      Listing page = listing.list(request);
      List<String> keys = page.entries().stream().map(ListEntry::key).toList();
      List<DeleteFailure> failed = deleteAll(bucket, keys);
      Set<String> left =
          failed.stream().map(failure -> failure.request().key()).collect(Collectors.toSet());
      keys.stream().filter(key -> !left.contains(key)).forEach(deleted);
      failures.addAll(failed);
      next = page.nextPageToken().map(request::withPageToken);
    }
    return failures;
  }
}
