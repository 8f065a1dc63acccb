package io.deltaglider.core.reference;

import io.deltaglider.core.layout.BucketLayout;
import io.deltaglider.core.model.BoundedMap;
import io.deltaglider.core.model.Scope;
import io.deltaglider.core.select.ReferencePointer;
import io.deltaglider.core.time.Moment;
import io.deltaglider.core.time.TimeSource;
import io.deltaglider.port.storage.ContentSource;
import io.deltaglider.port.storage.DeleteRequest;
import io.deltaglider.port.storage.ListQuery;
import io.deltaglider.port.storage.ListedObject;
import io.deltaglider.port.storage.ObjectAttributes;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StoragePort;
import io.deltaglider.port.storage.WriteCondition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The pointers of all scopes, each scope's list remembered for a minute. Thread-safe.
 *
 * <p>A pointer is a hint: nothing breaks when one is missing, stale or there twice.
 */
public final class ReferenceIndex {
  private static final Duration TRUSTED_FOR = Duration.ofSeconds(60);
  private static final int MAX_REMEMBERED = 10_000;

  private final StoragePort storage;
  private final TimeSource time;
  private final BoundedMap<Key, Remembered> remembered = new BoundedMap<>(MAX_REMEMBERED);

  private record Key(String bucket, Scope scope) {}

  private record Remembered(List<ReferencePointer> pointers, Moment readAt) {
    /** Returns what is remembered after a change of our own, which does not make it younger. */
    Remembered with(Consumer<List<ReferencePointer>> change) {
      List<ReferencePointer> changed = new ArrayList<>(pointers);
      change.accept(changed);
      return new Remembered(List.copyOf(changed), readAt);
    }
  }

  /** Creates an instance over a store. */
  public ReferenceIndex(StoragePort storage, TimeSource time) {
    this.storage = storage;
    this.time = time;
  }

  /**
   * Returns the pointers of a scope: those of one page, which holds far more than a scope should.
   *
   * @throws StorageException if the store refuses or fails; this never means that there is none
   */
  public List<ReferencePointer> pointers(String bucket, Scope scope) {
    Key key = new Key(bucket, scope);
    Optional<Remembered> known = remembered.get(key);
    if (known.isPresent() && time.since(known.get().readAt()).compareTo(TRUSTED_FOR) < 0) {
      return known.get().pointers();
    }
    Moment readAt = time.now();
    String prefix = BucketLayout.pointers(scope);
    List<ReferencePointer> pointers = new ArrayList<>();
    for (ListedObject object : storage.list(ListQuery.of(bucket, prefix)).objects()) {
      ReferencePointer.parse(object.key().substring(prefix.length())).ifPresent(pointers::add);
    }
    List<ReferencePointer> found = List.copyOf(pointers);
    remembered.put(key, new Remembered(found, readAt));
    return found;
  }

  /** Adds a pointer. */
  public void add(String bucket, Scope scope, ReferencePointer pointer) {
    storage.put(
        BucketLayout.pointer(bucket, scope, pointer.name()),
        ContentSource.of(new byte[0]),
        ObjectAttributes.NONE,
        WriteCondition.always());
    remembered.update(
        new Key(bucket, scope), known -> known.with(pointers -> pointers.add(pointer)));
  }

  /** Removes a pointer, and never the reference it points to. */
  public void remove(String bucket, Scope scope, ReferencePointer pointer) {
    storage.delete(
        bucket, DeleteRequest.of(BucketLayout.pointer(bucket, scope, pointer.name()).key()));
    remembered.update(
        new Key(bucket, scope), known -> known.with(pointers -> pointers.remove(pointer)));
  }

  /** Forgets what is remembered of a bucket, because it was deleted. */
  public void forgetBucket(String bucket) {
    remembered.removeIf(key -> key.bucket().equals(bucket));
  }

  /** Forgets what is remembered of a scope, because it turned out otherwise. */
  public void forget(String bucket, Scope scope) {
    remembered.remove(new Key(bucket, scope));
  }
}
