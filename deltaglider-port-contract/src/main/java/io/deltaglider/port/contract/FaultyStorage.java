package io.deltaglider.port.contract;

import io.deltaglider.port.contract.Fault.Action;
import io.deltaglider.port.contract.StorageCall.Operation;
import io.deltaglider.port.storage.Bucket;
import io.deltaglider.port.storage.Capability;
import io.deltaglider.port.storage.ContentSource;
import io.deltaglider.port.storage.CopyRequest;
import io.deltaglider.port.storage.DeleteFailure;
import io.deltaglider.port.storage.DeleteRequest;
import io.deltaglider.port.storage.DeletedVersion;
import io.deltaglider.port.storage.LifecycleRule;
import io.deltaglider.port.storage.ListQuery;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.ObjectAttributes;
import io.deltaglider.port.storage.ObjectHead;
import io.deltaglider.port.storage.ObjectPage;
import io.deltaglider.port.storage.ObjectReader;
import io.deltaglider.port.storage.ReadOptions;
import io.deltaglider.port.storage.StoragePort;
import io.deltaglider.port.storage.StoredVersion;
import io.deltaglider.port.storage.VersionPage;
import io.deltaglider.port.storage.WriteCondition;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A store on which a test inflicts failures and interleavings, and which remembers every call.
 *
 * <pre>{@code
 * Fault lost = storage.when(Operation.PUT).underPrefix(".deltaglider/").failAfterwards(UNAVAILABLE);
 * storage.when(Operation.HEAD).atKey("a").skip(1).runBefore(() -> overwrite("a"));
 * }</pre>
 *
 * <p>All faults that match a call happen, in the order in which they were added; hooks run in the
 * calling thread and may use this store themselves. Thread-safe if the store behind it is.
 */
public final class FaultyStorage implements StoragePort {
  private final StoragePort store;
  private final List<Fault> faults = new CopyOnWriteArrayList<>();
  private final List<StorageCall> calls = new ArrayList<>(); // guarded by itself

  /** Creates a store that does what {@code store} does until told otherwise. */
  public FaultyStorage(StoragePort store) {
    this.store = Objects.requireNonNull(store, "store");
  }

  /** Begins a fault for calls of one of these operations. */
  public FaultPlan when(Operation first, Operation... more) {
    Set<Operation> operations = EnumSet.of(first, more);
    return when(call -> operations.contains(call.operation()));
  }

  /** Begins a fault for the calls that the predicate accepts. */
  public FaultPlan when(Predicate<StorageCall> calls) {
    return new FaultPlan(this::add, calls, 0, 1);
  }

  private Fault add(Fault fault) {
    faults.add(fault);
    return fault;
  }

  /** Removes all faults. */
  public void clearFaults() {
    faults.clear();
  }

  /** Returns all calls so far, in the order in which they were made. */
  public List<StorageCall> calls() {
    synchronized (calls) {
      return List.copyOf(calls);
    }
  }

  /** Returns the calls of one of these operations. */
  public List<StorageCall> calls(Operation first, Operation... more) {
    Set<Operation> operations = EnumSet.of(first, more);
    return calls().stream().filter(call -> operations.contains(call.operation())).toList();
  }

  /** Returns the calls that may have changed what is stored. */
  public List<StorageCall> writes() {
    return calls().stream().filter(call -> call.operation().isWrite()).toList();
  }

  /** Forgets the calls so far. */
  public void clearCalls() {
    synchronized (calls) {
      calls.clear();
    }
  }

  @Override
  public boolean supports(Capability capability, String bucket) {
    return store.supports(capability, bucket);
  }

  @Override
  public int maxMetadataBytes() {
    return store.maxMetadataBytes();
  }

  @Override
  public void createBucket(String bucket) {
    run(StorageCall.onBucket(Operation.CREATE_BUCKET, bucket), () -> store.createBucket(bucket));
  }

  @Override
  public void deleteBucket(String bucket) {
    run(StorageCall.onBucket(Operation.DELETE_BUCKET, bucket), () -> store.deleteBucket(bucket));
  }

  @Override
  public boolean bucketExists(String bucket) {
    return call(
        StorageCall.onBucket(Operation.BUCKET_EXISTS, bucket), () -> store.bucketExists(bucket));
  }

  @Override
  public List<Bucket> listBuckets() {
    return call(StorageCall.onStore(Operation.LIST_BUCKETS), store::listBuckets);
  }

  @Override
  public StoredVersion put(
      ObjectAddress address,
      ContentSource content,
      ObjectAttributes attributes,
      WriteCondition condition) {
    StorageCall call = StorageCall.onObject(Operation.PUT, address);
    return perform(
        call,
        actions -> store.put(address, watched(content, call, actions), attributes, condition),
        version -> {});
  }

  @Override
  public ObjectHead head(ObjectAddress address, ReadOptions options) {
    return call(StorageCall.onObject(Operation.HEAD, address), () -> store.head(address, options));
  }

  @Override
  public ObjectReader open(ObjectAddress address, ReadOptions options) {
    StorageCall call = StorageCall.onObject(Operation.OPEN, address);
    return perform(
        call,
        actions -> {
          ObjectReader reader = store.open(address, options);
          InputStream body = damaged(reader.body(), actions);
          return new ObjectReader(reader.head(), BodyFault.counting(body, call::countRead));
        },
        FaultyStorage::discard);
  }

  @Override
  public ObjectPage list(ListQuery query) {
    return call(
        StorageCall.onKeys(Operation.LIST, query.bucket(), List.of(query.prefix())),
        () -> store.list(query));
  }

  @Override
  public DeletedVersion delete(String bucket, DeleteRequest request) {
    return call(
        StorageCall.onKeys(Operation.DELETE, bucket, List.of(request.key())),
        () -> store.delete(bucket, request));
  }

  @Override
  public List<DeleteFailure> deleteAll(String bucket, List<DeleteRequest> requests) {
    List<String> keys = requests.stream().map(DeleteRequest::key).toList();
    return call(
        StorageCall.onKeys(Operation.DELETE_ALL, bucket, keys),
        () -> store.deleteAll(bucket, requests));
  }

  @Override
  public StoredVersion copy(CopyRequest request) {
    return call(StorageCall.ofCopy(request.source(), request.target()), () -> store.copy(request));
  }

  @Override
  public Map<String, String> tags(ObjectAddress address) {
    return call(StorageCall.onObject(Operation.TAGS, address), () -> store.tags(address));
  }

  @Override
  public boolean keepsVersions(String bucket) {
    return call(
        StorageCall.onBucket(Operation.KEEPS_VERSIONS, bucket), () -> store.keepsVersions(bucket));
  }

  @Override
  public VersionPage listVersions(ListQuery query) {
    return call(
        StorageCall.onKeys(Operation.LIST_VERSIONS, query.bucket(), List.of(query.prefix())),
        () -> store.listVersions(query));
  }

  @Override
  public List<LifecycleRule> lifecycleRules(String bucket) {
    return call(
        StorageCall.onBucket(Operation.LIFECYCLE_RULES, bucket),
        () -> store.lifecycleRules(bucket));
  }

  @Override
  public void setLifecycleRules(String bucket, List<LifecycleRule> rules) {
    run(
        StorageCall.onBucket(Operation.SET_LIFECYCLE_RULES, bucket),
        () -> store.setLifecycleRules(bucket, rules));
  }

  /** Closes the store behind this one. */
  @Override
  public void close() {
    store.close();
  }

  private void run(StorageCall call, Runnable effect) {
    call(
        call,
        () -> {
          effect.run();
          return call;
        });
  }

  private <T> T call(StorageCall call, Supplier<T> effect) {
    return perform(call, actions -> effect.get(), result -> {});
  }

  /** {@code discard} releases a result that the caller does not get because its call failed. */
  private <T> T perform(StorageCall call, Function<List<Action>, T> effect, Consumer<T> discard) {
    synchronized (calls) {
      calls.add(call);
    }
    List<Action> actions = new ArrayList<>();
    for (Fault fault : faults) {
      fault
          .take(call)
          .ifPresent(
              action -> {
                actions.add(action);
                action.before.happen(call);
              });
    }
    T result = effect.apply(actions);
    try {
      actions.forEach(action -> action.after.happen(call));
    } catch (RuntimeException | Error e) {
      discard.accept(result);
      throw e;
    }
    return result;
  }

  private static ContentSource watched(
      ContentSource content, StorageCall call, List<Action> actions) {
    return new ContentSource() {
      @Override
      public long size() {
        return content.size();
      }

      @Override
      public InputStream open() throws IOException {
        return BodyFault.counting(damaged(content.open(), actions), call::countWritten);
      }

      @Override
      public InputStream open(long from, long to) throws IOException {
        return BodyFault.counting(damaged(content.open(from, to), actions), call::countWritten);
      }
    };
  }

  private static InputStream damaged(InputStream body, List<Action> actions) {
    InputStream result = body;
    for (Action action : actions) {
      if (action.body.isPresent()) {
        result = action.body.get().damage(result);
      }
    }
    return result;
  }

  private static void discard(ObjectReader reader) {
    try {
      reader.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
