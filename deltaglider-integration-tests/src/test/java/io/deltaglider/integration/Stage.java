package io.deltaglider.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltaglider.adapter.memory.MemoryReferenceCache;
import io.deltaglider.adapter.memory.MemoryScratch;
import io.deltaglider.core.DeltaGlider;
import io.deltaglider.core.Ports;
import io.deltaglider.core.get.GetRequest;
import io.deltaglider.core.get.ObjectContent;
import io.deltaglider.core.put.PutOptions;
import io.deltaglider.core.put.PutOutcome;
import io.deltaglider.core.put.PutRequest;
import io.deltaglider.port.contract.FaultyStorage;
import io.deltaglider.port.contract.MutableClock;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.StoragePort;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Several processes, as far as one can tell, on one store with one bucket. */
final class Stage implements AutoCloseable {
  static final String BUCKET = "releases";

  /** Large enough for deltas, small enough for hundreds of puts. */
  static final int SIZE = 100_000;

  private static final long SCRATCH_BYTES = 256L << 20;
  private static final long CACHE_BYTES = 64L << 20;
  private static final int EDIT_BYTES = 64;

  final FaultyStorage storage;
  final MutableClock clock = new MutableClock(Instant.now());
  final MemoryScratch scratch = new MemoryScratch(SCRATCH_BYTES, Duration.ZERO);
  final DeltaGlider glider;
  private final ExecutorService executor = Executors.newFixedThreadPool(4);

  /** Takes over an empty store. */
  Stage(StoragePort store) {
    storage = new FaultyStorage(store);
    glider = process(clock);
    glider.createBucket(BUCKET);
  }

  /** Returns another process's view of the store: nothing remembered, a clock of its own. */
  DeltaGlider process(Clock wall) {
    MemoryReferenceCache cache = new MemoryReferenceCache(CACHE_BYTES);
    return new DeltaGlider(
        new Ports(storage, cache, scratch, wall, System::nanoTime, executor, Stage::randomId),
        PutOptions.DEFAULT);
  }

  /** Returns 32 hex digits that no other process of the test has. */
  static String randomId() {
    return UUID.randomUUID().toString().replace("-", "");
  }

  DeltaGlider process() {
    return process(clock);
  }

  static ObjectAddress at(String key) {
    return new ObjectAddress(BUCKET, key);
  }

  static PutOutcome put(DeltaGlider process, PutRequest request, byte[] content) {
    try {
      return process.put(request, new ByteArrayInputStream(content));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static PutOutcome put(DeltaGlider process, String key, byte[] content) {
    return put(process, PutRequest.of(at(key)), content);
  }

  static byte[] get(DeltaGlider process, String key) {
    try (ObjectContent content = process.get(GetRequest.of(at(key)))) {
      return content.body().readAllBytes();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Returns bytes that resemble those of no other seed and cannot be compressed. */
  static byte[] random(int size, long seed) {
    byte[] content = new byte[size];
    new Random(seed).nextBytes(content);
    return content;
  }

  /** Returns a release of a product: version 0 is random, each later one differs in one place. */
  static byte[] release(long product, int version) {
    byte[] content = random(SIZE, product);
    for (int number = 1; number <= version; number++) {
      Random random = new Random(product * 1000 + number);
      byte[] edit = new byte[EDIT_BYTES];
      random.nextBytes(edit);
      System.arraycopy(edit, 0, content, random.nextInt(SIZE - EDIT_BYTES), EDIT_BYTES);
    }
    return content;
  }

  @Override
  public void close() {
    executor.shutdownNow();
    assertThat(scratch.usedBytes()).isZero();
    scratch.close();
    storage.close();
  }
}
