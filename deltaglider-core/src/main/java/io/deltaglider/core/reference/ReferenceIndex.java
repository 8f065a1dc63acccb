package io.deltaglider.core.reference;

import io.deltaglider.core.layout.BucketLayout;
import io.deltaglider.core.model.BoundedMap;
import io.deltaglider.core.model.Scope;
import io.deltaglider.core.model.Sha256;
import io.deltaglider.core.reference.WaitingMoves.Place;
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
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pointers of all scopes, each scope's list remembered for a minute. Thread-safe.
 *
 * <p>A pointer is a hint: nothing breaks when one is missing, stale or there twice. So a pointer
 * that is to move may wait for a convenient moment: {@link #move}, {@link #saveMoves}.
 */
public final class ReferenceIndex {
  private static final Duration TRUSTED_FOR = Duration.ofSeconds(60);
  private static final int MAX_REMEMBERED = 10_000;
  private static final int MAX_WAITING = 1000;
  private static final Logger log = LoggerFactory.getLogger(ReferenceIndex.class);

  private final StoragePort storage;
  private final TimeSource time;
  private final WaitingMoves waiting = new WaitingMoves();
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

  /** Returns whether {@link #pointers} would answer without asking the store. */
  public boolean isFresh(String bucket, Scope scope) {
    return fresh(new Key(bucket, scope)).isPresent();
  }

  private Optional<Remembered> fresh(Key key) {
    return remembered
        .get(key)
        .filter(known -> time.since(known.readAt()).compareTo(TRUSTED_FOR) < 0);
  }

  /**
   * Returns the pointers of a scope: those of one page, which holds far more than a scope should,
   * with moves that wait taken for written.
   *
   * @throws StorageException if the store refuses or fails; this never means that there is none
   */
  public List<ReferencePointer> pointers(String bucket, Scope scope) {
    Key key = new Key(bucket, scope);
    Optional<Remembered> known = fresh(key);
    if (known.isPresent()) {
      return known.get().pointers();
    }
    Moment readAt = time.now();
    String prefix = BucketLayout.pointers(scope);
    List<ReferencePointer> stored = new ArrayList<>();
    for (ListedObject object : storage.list(ListQuery.of(bucket, prefix)).objects()) {
      ReferencePointer.parse(object.key().substring(prefix.length())).ifPresent(stored::add);
    }
    List<ReferencePointer> found = waiting.applyTo(bucket, scope, stored);
    remembered.put(key, new Remembered(found, readAt));
    return found;
  }

  /** Adds a pointer. */
  public void add(String bucket, Scope scope, ReferencePointer pointer) {
    write(bucket, scope, pointer);
    change(bucket, scope, pointers -> pointers.add(pointer));
  }

  /** Removes a pointer, and never the reference it points to. */
  public void remove(String bucket, Scope scope, ReferencePointer pointer) {
    Optional<PointerMove> move = waiting.take(new Place(bucket, scope, pointer.reference()));
    delete(bucket, scope, move.map(PointerMove::from).orElse(List.of(pointer)));
    change(bucket, scope, pointers -> pointers.remove(pointer));
  }

  /**
   * Replaces pointers of one reference by another: at once in what is remembered, in the store when
   * {@link #saveMove} or {@link #saveMoves} is called. Only so many moves wait; one more, and the
   * oldest is saved.
   */
  public void move(String bucket, Scope scope, PointerMove move) {
    Place place = new Place(bucket, scope, move.to().reference());
    List<ReferencePointer> stored = waiting.take(place).map(PointerMove::from).orElse(move.from());
    waiting.put(place, new PointerMove(stored, move.to()));
    change(
        bucket,
        scope,
        pointers -> {
          pointers.removeAll(move.from());
          pointers.add(move.to());
        });
    List<Place> places = waiting.places();
    if (places.size() > MAX_WAITING) {
      save(places.get(0));
    }
  }

  /**
   * Saves the move of a reference's pointer, if one waits.
   *
   * @throws StorageException if the store refuses or fails; the move is dropped then
   */
  public void saveMove(String bucket, Scope scope, Sha256 reference) {
    save(new Place(bucket, scope, reference));
  }

  /**
   * Saves all moves that wait, side by side. If the store refuses or fails, that is logged, and the
   * rest is dropped: it is not worth waiting for.
   */
  public void saveMoves(ExecutorService executor) {
    AtomicBoolean failed = new AtomicBoolean();
    List<Callable<Void>> saves = new ArrayList<>();
    for (Place place : waiting.places()) {
      saves.add(
          () -> {
            if (!failed.get() && !isSaved(place)) {
              failed.set(true);
            }
            return null;
          });
    }
    try {
      executor.invokeAll(saves);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isSaved(Place place) {
    try {
      pointers(place.bucket(), place.scope()); // what has become old is read again first
      save(place);
      return true;
    } catch (StorageException e) {
      log.warn("bucket {}: cannot save how well a reference served", place.bucket(), e);
      return false;
    }
  }

  private void save(Place place) {
    Optional<PointerMove> move = waiting.take(place);
    if (move.isPresent()) {
      write(place.bucket(), place.scope(), move.get().to());
      delete(place.bucket(), place.scope(), move.get().from());
    }
  }

  private void write(String bucket, Scope scope, ReferencePointer pointer) {
    storage.put(
        BucketLayout.pointer(bucket, scope, pointer.name()),
        ContentSource.of(new byte[0]),
        ObjectAttributes.NONE,
        WriteCondition.always());
  }

  private void delete(String bucket, Scope scope, List<ReferencePointer> pointers) {
    for (ReferencePointer pointer : pointers) {
      storage.delete(
          bucket, DeleteRequest.of(BucketLayout.pointer(bucket, scope, pointer.name()).key()));
    }
  }

  private void change(String bucket, Scope scope, Consumer<List<ReferencePointer>> change) {
    remembered.update(new Key(bucket, scope), known -> known.with(change));
  }

  /** Forgets what is remembered of a bucket, because it was deleted. */
  public void forgetBucket(String bucket) {
    remembered.removeIf(key -> key.bucket().equals(bucket));
    waiting.forgetBucket(bucket);
  }

  /** Forgets what is remembered of a scope, because it turned out otherwise. */
  public void forget(String bucket, Scope scope) {
    remembered.remove(new Key(bucket, scope));
  }
}
