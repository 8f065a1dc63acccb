package io.deltaglider.core;

import io.deltaglider.adapter.memory.MemoryReferenceCache;
import io.deltaglider.adapter.memory.MemoryScratch;
import io.deltaglider.adapter.memory.MemoryStorage;
import io.deltaglider.adapter.memory.MemoryStorageOptions;
import io.deltaglider.core.get.GetRequest;
import io.deltaglider.core.get.ObjectContent;
import io.deltaglider.core.list.ListEntry;
import io.deltaglider.core.list.ListRequest;
import io.deltaglider.core.list.Listing;
import io.deltaglider.core.multipart.MultipartOptions;
import io.deltaglider.core.put.PutOptions;
import io.deltaglider.core.put.PutOutcome;
import io.deltaglider.core.put.PutRequest;
import io.deltaglider.port.cache.ReferenceCache;
import io.deltaglider.port.contract.FaultyStorage;
import io.deltaglider.port.contract.MutableClock;
import io.deltaglider.port.scratch.Scratch;
import io.deltaglider.port.storage.ContentSource;
import io.deltaglider.port.storage.DeleteRequest;
import io.deltaglider.port.storage.ListQuery;
import io.deltaglider.port.storage.ListedObject;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.ObjectAttributes;
import io.deltaglider.port.storage.ObjectReader;
import io.deltaglider.port.storage.ReadOptions;
import io.deltaglider.port.storage.StoragePort;
import io.deltaglider.port.storage.WriteCondition;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * A {@link DeltaGlider} over a memory store with one bucket, on which a test can inflict failures,
 * interleavings and the passing of time.
 */
final class TestStore implements AutoCloseable {
  static final String BUCKET = "releases";

  private static final String RESERVED = ".deltaglider/";

  /** The least size of a part but the last. */
  static final int MIN_PART_BYTES = 10_000;

  private static final MultipartOptions UPLOADS =
      MultipartOptions.DEFAULT.withMinPartBytes(MIN_PART_BYTES);
  private static final long SCRATCH_BYTES = 256L << 20;
  private static final long CACHE_BYTES = 64L << 20;

  final MutableClock clock = new MutableClock(Instant.parse("2026-03-01T12:00:00Z"));
  final AtomicLong nanos = new AtomicLong();
  final FaultyStorage storage;
  final MemoryScratch scratch = new MemoryScratch(SCRATCH_BYTES, Duration.ZERO);
  final DeltaGlider glider;
  private final AtomicLong ids = new AtomicLong();
  private final ExecutorService executor = Executors.newFixedThreadPool(4);

  TestStore() {
    this(MemoryStorageOptions.DEFAULT);
  }

  TestStore(MemoryStorageOptions options) {
    this(options, PutOptions.DEFAULT, new MemoryReferenceCache(CACHE_BYTES));
  }

  TestStore(PutOptions options) {
    this(MemoryStorageOptions.DEFAULT, options, new MemoryReferenceCache(CACHE_BYTES));
  }

  TestStore(MemoryStorageOptions storageOptions, PutOptions options, ReferenceCache cache) {
    storage = new FaultyStorage(new MemoryStorage(clock, storageOptions));
    glider = new DeltaGlider(ports(clock, cache), options, UPLOADS);
    glider.createBucket(BUCKET);
  }

  /** Returns another process's view of the same store: nothing remembered, a clock of its own. */
  DeltaGlider otherProcess(Clock otherClock) {
    return new DeltaGlider(
        ports(otherClock, new MemoryReferenceCache(CACHE_BYTES)), PutOptions.DEFAULT, UPLOADS);
  }

  DeltaGlider otherProcess() {
    return otherProcess(clock);
  }

  /** Returns another process's view, with scratch and a monotonic clock of its own. */
  DeltaGlider otherProcess(Scratch otherScratch, LongSupplier nanoTime) {
    ReferenceCache cache = new MemoryReferenceCache(CACHE_BYTES);
    return new DeltaGlider(
        new Ports(storage, cache, otherScratch, clock, nanoTime, executor, this::randomId),
        PutOptions.DEFAULT,
        UPLOADS);
  }

  /** Returns a process whose store keeps versions that it cannot list. */
  DeltaGlider overStorageThatHidesVersions() {
    StoragePort hiding =
        (StoragePort)
            Proxy.newProxyInstance(
                TestStore.class.getClassLoader(),
                new Class<?>[] {StoragePort.class},
                (proxy, method, arguments) ->
                    method.getName().equals("keepsVersions")
                        ? true
                        : method.invoke(storage, arguments));
    return new DeltaGlider(
        ports(clock, ReferenceCache.none()).withStorage(hiding), PutOptions.DEFAULT, UPLOADS);
  }

  private Ports ports(Clock wall, ReferenceCache cache) {
    return new Ports(storage, cache, scratch, wall, nanos::get, executor, this::randomId);
  }

  private String randomId() {
    return String.format("a%031x", ids.incrementAndGet());
  }

  static ObjectAddress at(String key) {
    return new ObjectAddress(BUCKET, key);
  }

  PutOutcome put(String key, byte[] content) {
    return put(PutRequest.of(at(key)), content);
  }

  PutOutcome put(PutRequest request, byte[] content) {
    return put(glider, request, content);
  }

  static PutOutcome put(DeltaGlider glider, PutRequest request, byte[] content) {
    try {
      return glider.put(request, new ByteArrayInputStream(content));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  byte[] get(String key) {
    return get(GetRequest.of(at(key)));
  }

  byte[] get(GetRequest request) {
    return get(glider, request);
  }

  static byte[] get(DeltaGlider glider, GetRequest request) {
    try (ObjectContent content = glider.get(request)) {
      return content.body().readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns all keys that a user sees. */
  List<String> keys() {
    return keys(ListRequest.of(BUCKET, ""));
  }

  List<String> keys(ListRequest first) {
    List<String> keys = new ArrayList<>();
    Optional<ListRequest> next = Optional.of(first);
    while (next.isPresent()) {
      ListRequest request = next.get();
      Listing page = glider.list(request);
      page.entries().stream().map(ListEntry::key).forEach(keys::add);
      next = page.nextPageToken().map(request::withPageToken);
    }
    return keys;
  }

  /** Writes past DeltaGlider, as another tool does. */
  void putRaw(String key, byte[] body, ObjectAttributes attributes) {
    storage.put(at(key), ContentSource.of(body), attributes, WriteCondition.always());
  }

  void deleteRaw(String key) {
    storage.delete(BUCKET, DeleteRequest.of(key));
  }

  /** Reads past DeltaGlider. */
  byte[] getRaw(String key) {
    try (ObjectReader reader = storage.open(at(key), ReadOptions.WHOLE)) {
      return reader.body().readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ObjectAttributes attributesRaw(String key) {
    var head = storage.head(at(key));
    return ObjectAttributes.of(head.headers(), head.metadata());
  }

  /** Flips one bit of a stored body and keeps everything else as it is. */
  void flipBit(String key, int position) {
    byte[] body = getRaw(key);
    body[position] ^= 1;
    putRaw(key, body, attributesRaw(key));
  }

  /** Returns the stored keys that begin so, internal ones too. */
  List<String> storedKeys(String prefix) {
    return stored(prefix).stream().map(ListedObject::key).toList();
  }

  List<String> references() {
    return storedKeys(RESERVED + "references/").stream()
        .filter(key -> key.endsWith("/reference.bin"))
        .toList();
  }

  /** Returns the size of everything that is stored. */
  long storedBytes() {
    return stored("").stream().mapToLong(ListedObject::size).sum();
  }

  private List<ListedObject> stored(String prefix) {
    List<ListedObject> objects = new ArrayList<>();
    Optional<ListQuery> next = Optional.of(ListQuery.of(BUCKET, prefix));
    while (next.isPresent()) {
      ListQuery query = next.get();
      var page = storage.list(query);
      objects.addAll(page.objects());
      next = page.nextPageToken().map(query::withPageToken);
    }
    return objects;
  }

  /** Lets time pass on both clocks. */
  void advance(Duration step) {
    clock.advance(step);
    nanos.addAndGet(step.toNanos());
  }

  @Override
  public void close() {
    executor.shutdownNow();
    scratch.close();
    storage.close();
  }
}
