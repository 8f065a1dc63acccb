package io.deltaglider.core.collect;

import io.deltaglider.core.layout.BucketLayout;
import io.deltaglider.core.model.Sha256;
import io.deltaglider.core.select.ReferencePointer;
import io.deltaglider.port.storage.ContentSource;
import io.deltaglider.port.storage.DeleteFailure;
import io.deltaglider.port.storage.DeleteRequest;
import io.deltaglider.port.storage.ListQuery;
import io.deltaglider.port.storage.ListedObject;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.ObjectAttributes;
import io.deltaglider.port.storage.ObjectPage;
import io.deltaglider.port.storage.StoragePort;
import io.deltaglider.port.storage.WriteCondition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All pointers of a bucket but those of some references. Thread-safe once it is listed. */
final class Pointers {
  private final StoragePort storage;
  private final String bucket;

  /** Names below the index. */
  private final Map<Sha256, List<String>> names = new HashMap<>();

  private long unknownKeys;

  Pointers(StoragePort storage, String bucket) {
    this.storage = storage;
    this.bucket = bucket;
  }

  /** Lists all pointers and keeps those that are not of one of these references. */
  void list(Set<Sha256> without) {
    Optional<ListQuery> next = Optional.of(ListQuery.of(bucket, BucketLayout.INDEX));
    while (next.isPresent()) {
      ListQuery query = next.get();
      ObjectPage page = storage.list(query);
      for (ListedObject object : page.objects()) {
        Optional<Sha256> reference = reference(object.key());
        if (reference.isEmpty()) {
          unknownKeys++;
        } else if (!without.contains(reference.get())) {
          names
              .computeIfAbsent(reference.get(), absent -> new ArrayList<>())
              .add(object.key().substring(BucketLayout.INDEX.length()));
        }
      }
      next = page.nextPageToken().map(query::withPageToken);
    }
  }

  private static Optional<Sha256> reference(String key) {
    return BucketLayout.pointerName(key)
        .flatMap(ReferencePointer::parse)
        .map(ReferencePointer::reference);
  }

  /** Returns how many keys of the index are of no known form. */
  long unknownKeys() {
    return unknownKeys;
  }

  /** Returns the references whose pointers were kept. */
  Set<Sha256> references() {
    return Set.copyOf(names.keySet());
  }

  /** Returns the names of a reference's pointers. */
  List<String> of(Sha256 reference) {
    return names.getOrDefault(reference, List.of());
  }

  /** Removes pointers and returns how many; they are hints, so this harms at no time. */
  long remove(List<String> pointers) {
    long removed = 0;
    for (int from = 0; from < pointers.size(); from += ListQuery.MAX_PAGE_SIZE) {
      List<String> batch =
          pointers.subList(from, Math.min(pointers.size(), from + ListQuery.MAX_PAGE_SIZE));
      List<DeleteFailure> failures =
          storage.deleteAll(
              bucket,
              batch.stream().map(name -> DeleteRequest.of(BucketLayout.INDEX + name)).toList());
      if (!failures.isEmpty()) {
        throw failures.get(0).cause();
      }
      removed += batch.size();
    }
    return removed;
  }

  /** Puts a reference's pointers back that were removed; names that are none of it are skipped. */
  void restore(Sha256 reference, List<String> pointers) {
    for (String name : pointers) {
      String key = BucketLayout.INDEX + name;
      if (reference(key).filter(reference::equals).isPresent()) {
        storage.put(
            new ObjectAddress(bucket, key),
            ContentSource.of(new byte[0]),
            ObjectAttributes.NONE,
            WriteCondition.always());
      }
    }
  }
}
