package io.deltaglider.core;

import static io.deltaglider.core.CollectionWorld.BUCKET;
import static io.deltaglider.core.CollectionWorld.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.deltaglider.adapter.memory.MemoryStorageOptions;
import io.deltaglider.core.collect.CollectOptions;
import io.deltaglider.core.copy.CopyObjectRequest;
import io.deltaglider.core.get.GetRequest;
import io.deltaglider.core.get.ObjectInfo;
import io.deltaglider.core.put.PutOutcome;
import io.deltaglider.core.put.PutRequest;
import io.deltaglider.port.storage.Capability;
import io.deltaglider.port.storage.WriteCondition;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Schedules of writers and collectors, each made by chance from a seed: every call of the store is
 * a step, at any of which another actor may go on or a day may pass.
 */
final class CollectionSchedules implements AutoCloseable {
  private static final int CONTENT_BYTES = 66_000;
  private static final int PRODUCTS = 2;
  private static final int VERSIONS = 3;
  private static final int WRITERS = 2;
  private static final int KEYS = 3;
  private static final Duration SKEW = Duration.ofMinutes(10);

  private static final List<MemoryStorageOptions> STORES =
      List.of(
          MemoryStorageOptions.DEFAULT,
          MemoryStorageOptions.DEFAULT.without(Capability.METADATA_WITH_LISTING),
          MemoryStorageOptions.DEFAULT.with(Capability.VERSIONS),
          MemoryStorageOptions.DEFAULT.without(
              Capability.METADATA_WITH_LISTING,
              Capability.CONDITIONAL_PUT,
              Capability.CONDITIONAL_DELETE,
              Capability.CONDITIONAL_COPY));

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<byte[]> contents = new ArrayList<>();

  CollectionSchedules() {
    for (int product = 0; product < PRODUCTS; product++) {
      for (int version = 0; version < VERSIONS; version++) {
        contents.add(Contents.version(CONTENT_BYTES, product, version));
      }
    }
  }

  /** Runs one schedule; throws an {@code AssertionError} that names the seed if it ends badly. */
  void run(long seed) {
    Random random = new Random(seed);
    MemoryStorageOptions options = STORES.get(Math.floorMod(seed, STORES.size()));
    try (CollectionWorld world = new CollectionWorld(options, random, 4 + random.nextInt(30))) {
      for (int writer = 0; writer < WRITERS; writer++) {
        Writer actor = new Writer(world, random, writer);
        world.baton.add(threads, actor::play);
      }
      int collectors = 1 + random.nextInt(2);
      for (int i = 0; i < collectors; i++) {
        DeltaGlider process = world.process(skew(random));
        int runs = 1 + random.nextInt(4);
        long stepsToLive = random.nextInt(4) == 0 ? random.nextInt(60) : Long.MAX_VALUE;
        world.baton.add(threads, stepsToLive, () -> collect(world, random, process, runs));
      }
      world.baton.run();
      world.checkAll();
      world.checkAllIsCollected();
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("schedule of seed " + seed + ": " + e.getMessage(), e);
    }
  }

  private static void collect(CollectionWorld world, Random random, DeltaGlider process, int runs) {
    for (int run = 0; run < runs; run++) {
      process.collect(BUCKET, CollectOptions.DEFAULT);
      if (random.nextBoolean()) {
        world.baton.jump(Duration.ofHours(random.nextInt(30)));
      }
    }
  }

  private static Duration skew(Random random) {
    return SKEW.multipliedBy(random.nextInt(3) - 1);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  /** A writer with keys of its own, in the same families as the others' keys. */
  private final class Writer {
    private final CollectionWorld world;
    private final Random random;
    private final int number;
    private final DeltaGlider process;

    Writer(CollectionWorld world, Random random, int number) {
      this.world = world;
      this.random = random;
      this.number = number;
      this.process = world.process(skew(random));
    }

    void play() throws IOException {
      int operations = 2 + random.nextInt(5);
      for (int i = 0; i < operations; i++) {
        String key = key();
        switch (random.nextInt(8)) {
          case 0, 1 -> delete(key);
          case 2 -> copy(key, key(), false);
          case 3 -> copy(key, key(), true);
          default -> put(key, contents.get(random.nextInt(contents.size())));
        }
      }
    }

    /**
     * Families are v/app.zip and lib/tool.zip; a writer's keys differ from the other's in versions.
     */
    private String key() {
      int version = number + WRITERS * random.nextInt(KEYS);
      return random.nextBoolean() ? "v" + version + ".0/app.zip" : "lib/tool-1." + version + ".zip";
    }

    private void put(String key, byte[] content) {
      PutOutcome outcome = TestStore.put(process, PutRequest.of(at(key)), content);
      world.acknowledge(key, content, outcome.versionId());
      read(key);
    }

    private void delete(String key) {
      world.forget(key);
      process.delete(at(key), WriteCondition.always());
    }

    private void copy(String source, String target, boolean move) throws IOException {
      Optional<byte[]> content = world.acknowledged(source);
      if (content.isEmpty() || source.equals(target)) {
        return;
      }
      ObjectInfo copy = process.copy(CopyObjectRequest.of(at(source), at(target)));
      world.acknowledge(target, content.get(), copy.versionId());
      read(target);
      if (move) {
        delete(source);
      }
    }

    private void read(String key) {
      if (random.nextInt(3) == 0) {
        assertThat(TestStore.get(process, GetRequest.of(at(key))))
            .as(key)
            .isEqualTo(world.acknowledged(key).orElseThrow());
      }
    }
  }
}
