package io.deltaglider.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltaglider.adapter.memory.MemoryReferenceCache;
import io.deltaglider.adapter.memory.MemoryScratch;
import io.deltaglider.adapter.memory.MemoryStorage;
import io.deltaglider.adapter.memory.MemoryStorageOptions;
import io.deltaglider.core.collect.CollectOptions;
import io.deltaglider.core.collect.CollectReport;
import io.deltaglider.core.get.GetRequest;
import io.deltaglider.core.layout.BucketLayout;
import io.deltaglider.core.model.Sha256;
import io.deltaglider.core.put.PutOptions;
import io.deltaglider.port.contract.MutableClock;
import io.deltaglider.port.storage.ContentSource;
import io.deltaglider.port.storage.ListQuery;
import io.deltaglider.port.storage.ListedObject;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.ObjectAttributes;
import io.deltaglider.port.storage.ObjectPage;
import io.deltaglider.port.storage.StoragePort;
import io.deltaglider.port.storage.WriteCondition;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicLong;

/** One bucket, the processes that work on it, and what they were acknowledged. */
final class CollectionWorld implements AutoCloseable {
  static final String BUCKET = "releases";

  private static final int PAGE_SIZE = 2;
  private static final long CACHE_BYTES = 200_000;
  private static final long SCRATCH_BYTES = 64L << 20;
  private static final Duration DAY = Duration.ofHours(25);
  private static final int RUNS_UNTIL_QUIET = 7;

  final MutableClock clock = new MutableClock(Instant.parse("2026-03-01T12:00:00Z"));
  final AtomicLong nanos = new AtomicLong();
  final MemoryStorage store;
  final Baton baton;
  private final StoragePort stepped;
  private final MemoryScratch scratch = new MemoryScratch(SCRATCH_BYTES, Duration.ZERO);
  private final ExecutorService inline = new InlineExecutor();
  private final AtomicLong ids = new AtomicLong();

  /** What was acknowledged: by key, and for stores with versions by key and version id. */
  private final Map<String, byte[]> current = new HashMap<>();

  private final Map<String, Map<String, byte[]>> versions = new HashMap<>();

  CollectionWorld(MemoryStorageOptions options, Random random, int jumpOneIn) {
    store = new MemoryStorage(clock, options);
    store.createBucket(BUCKET);
    baton = new Baton(random, clock, nanos, jumpOneIn);
    stepped = SteppedStorage.of(store, baton, PAGE_SIZE);
  }

  /** Returns a process of its own, whose wall clock is wrong by so much. */
  DeltaGlider process(Duration skew) {
    return process(stepped, skew);
  }

  /** Returns a process that nobody interrupts. */
  DeltaGlider observer() {
    return process(store, Duration.ZERO);
  }

  private DeltaGlider process(StoragePort storage, Duration skew) {
    Ports ports =
        new Ports(
            storage,
            new MemoryReferenceCache(CACHE_BYTES),
            scratch,
            Clock.offset(clock, skew),
            nanos::get,
            inline,
            () -> String.format("a%031x", ids.incrementAndGet()));
    return new DeltaGlider(ports, PutOptions.DEFAULT);
  }

  static ObjectAddress at(String key) {
    return new ObjectAddress(BUCKET, key);
  }

  void acknowledge(String key, byte[] content, Optional<String> versionId) {
    current.put(key, content);
    versionId.ifPresent(
        id -> versions.computeIfAbsent(key, absent -> new HashMap<>()).put(id, content));
  }

  /** Writes a marker like a collector that has missed a use. */
  void condemn(Sha256 reference) {
    store.put(
        BucketLayout.condemned(BUCKET, reference),
        ContentSource.of(new byte[0]),
        ObjectAttributes.NONE,
        WriteCondition.always());
  }

  void forget(String key) {
    current.remove(key);
  }

  Optional<byte[]> acknowledged(String key) {
    return Optional.ofNullable(current.get(key));
  }

  /** Checks that everything acknowledged reads back. */
  void checkAll() {
    DeltaGlider reader = observer();
    current.forEach(
        (key, content) ->
            assertThat(TestStore.get(reader, GetRequest.of(at(key)))).as(key).isEqualTo(content));
    versions.forEach(
        (key, ofKey) ->
            ofKey.forEach(
                (id, content) ->
                    assertThat(TestStore.get(reader, GetRequest.of(at(key)).withVersionId(id)))
                        .as("%s version %s", key, id)
                        .isEqualTo(content)));
  }

  /** Collects until nothing is left to do, and checks that only what is used is left. */
  void checkAllIsCollected() {
    DeltaGlider collector = observer();
    CollectReport report;
    int runs = 0;
    do {
      report = collector.collect(BUCKET, CollectOptions.DEFAULT);
      assertThat(report.isClean()).as("%s", report).isTrue();
      checkAll();
      baton.jump(DAY);
      runs++;
    } while (!isQuiet(report) && runs < RUNS_UNTIL_QUIET);
    Set<String> used = new TreeSet<>();
    storedObjects().forEach(request -> add(request, used));
    assertThat(internalKeys(BucketLayout.REFERENCES)).isSubsetOf(used);
    for (String pointer : internalKeys(BucketLayout.INDEX)) {
      String reference = pointer.substring(pointer.lastIndexOf('/') + 1).substring(0, 64);
      assertThat(used).as(pointer).anyMatch(key -> key.contains(reference));
    }
    assertThat(internalKeys(BucketLayout.STAGING))
        .as("probes of killed collectors")
        .allMatch(key -> BucketLayout.stagingName(key).isPresent());
  }

  /** Returns all that the bucket holds, also versions that were never acknowledged. */
  private List<GetRequest> storedObjects() {
    if (!store.keepsVersions(BUCKET)) {
      return current.keySet().stream().map(key -> GetRequest.of(at(key))).toList();
    }
    return store.listVersions(ListQuery.of(BUCKET, "")).versions().stream()
        .filter(version -> !version.deleteMarker() && !BucketLayout.isReserved(version.key()))
        .map(version -> GetRequest.of(at(version.key())).withVersionId(version.versionId()))
        .toList();
  }

  private static boolean isQuiet(CollectReport report) {
    return report.waitingUntil().isEmpty()
        && report.rescued().number() == 0
        && report.deleted().number() == 0
        && report.markersRemoved() == 0;
  }

  private void add(GetRequest request, Set<String> used) {
    observer()
        .head(request)
        .reference()
        .ifPresent(content -> used.add(BucketLayout.reference(BUCKET, content).key()));
  }

  Set<String> internalKeys(String prefix) {
    List<String> keys = new ArrayList<>();
    Optional<ListQuery> next = Optional.of(ListQuery.of(BUCKET, prefix));
    while (next.isPresent()) {
      ListQuery query = next.get();
      ObjectPage page = store.list(query);
      page.objects().stream().map(ListedObject::key).forEach(keys::add);
      next = page.nextPageToken().map(query::withPageToken);
    }
    return new TreeSet<>(keys);
  }

  @Override
  public void close() {
    assertThat(scratch.usedBytes()).isZero();
    scratch.close();
    store.close();
  }
}
