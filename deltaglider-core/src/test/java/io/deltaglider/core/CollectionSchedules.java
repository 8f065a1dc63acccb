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
  private static final String FIRST_KEY = "v0.0/app.zip";
  private static final int FILLERS = 4;
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

  /** What the writers have in mind. */
  private enum Plot {
    /** Something of everything. */
    MIXED,
    /** They move objects to and fro, past the scans. */
    MOVES,
    /** They put and delete content whose reference is due to be collected. */
    CHURN,
    /** The same while the reference is condemned although an object uses it. */
    RESCUE;

    int jumpOneIn(Random random) {
      return this == MIXED ? 4 + random.nextInt(30) : 20 + random.nextInt(60);
    }
  }

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
    Plot plot = Plot.values()[random.nextInt(Plot.values().length)];
    try (CollectionWorld world = new CollectionWorld(options, random, plot.jumpOneIn(random))) {
      if (plot == Plot.CHURN || plot == Plot.RESCUE) {
        condemnOne(world, plot == Plot.RESCUE);
      } else if (plot == Plot.MOVES) {
        putFillers(world);
      }
      for (int writer = 0; writer < WRITERS; writer++) {
        world.baton.add(threads, new Writer(world, random, writer, plot)::play);
      }
      int collectors = plot == Plot.RESCUE ? 2 : 1 + random.nextInt(2);
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

  /** Races a put with the delete of its family's last object and with a collector. */
  void race(long seed) {
    Random random = new Random(seed);
    MemoryStorageOptions options = STORES.get(Math.floorMod(seed, STORES.size()));
    try (CollectionWorld world = new CollectionWorld(options, random, 60)) {
      TestStore.put(world.observer(), PutRequest.of(at("v0.0/app.zip")), contents.get(0));
      DeltaGlider putting = world.process(Duration.ZERO);
      DeltaGlider deleting = world.process(Duration.ZERO);
      world.baton.add(
          threads,
          () -> {
            PutOutcome outcome =
                TestStore.put(putting, PutRequest.of(at("v1.0/app.zip")), contents.get(1));
            world.acknowledge("v1.0/app.zip", contents.get(1), outcome.versionId());
          });
      world.baton.add(threads, () -> deleting.delete(at("v0.0/app.zip"), WriteCondition.always()));
      world.baton.add(
          threads,
          () -> {
            DeltaGlider collector = world.process(Duration.ZERO);
            collector.collect(BUCKET, CollectOptions.DEFAULT);
            world.baton.jump(Duration.ofHours(24));
            collector.collect(BUCKET, CollectOptions.DEFAULT);
          });
      world.baton.run();
      world.checkAll();
      world.checkAllIsCollected();
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("race of seed " + seed + ": " + e.getMessage(), e);
    }
  }

  /** Leaves a condemned reference whose wait is over. */
  private void condemnOne(CollectionWorld world, boolean used) {
    DeltaGlider process = world.observer();
    PutOutcome outcome = TestStore.put(process, PutRequest.of(at(FIRST_KEY)), contents.get(0));
    world.acknowledge(FIRST_KEY, contents.get(0), outcome.versionId());
    world.condemn(outcome.reference().orElseThrow());
    if (!used) {
      process.delete(at(FIRST_KEY), WriteCondition.always());
      world.forget(FIRST_KEY);
    }
    world.baton.jump(Duration.ofHours(24));
  }

  /** Leaves small objects between the first and the last key, so that a scan takes its time. */
  private static void putFillers(CollectionWorld world) {
    DeltaGlider process = world.observer();
    for (int i = 0; i < FILLERS; i++) {
      byte[] content = Contents.random(100, i);
      PutOutcome outcome = TestStore.put(process, PutRequest.of(at("m" + i)), content);
      world.acknowledge("m" + i, content, outcome.versionId());
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
    private final Plot plot;
    private final DeltaGlider process;

    Writer(CollectionWorld world, Random random, int number, Plot plot) {
      this.world = world;
      this.random = random;
      this.number = number;
      this.plot = plot;
      this.process = world.process(skew(random));
    }

    void play() throws IOException {
      switch (plot) {
        case MIXED -> playMixed();
        case MOVES -> playMoves();
        case CHURN, RESCUE -> playChurn();
      }
    }

    private void playMixed() throws IOException {
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

    private void playMoves() throws IOException {
      String here = "a" + number + ".0/app.zip";
      String there = "z" + number + ".0/app.zip";
      put(here, contents.get(number));
      int moves = 2 + random.nextInt(20);
      for (int i = 0; i < moves; i++) {
        copy(here, there, true);
        String next = here;
        here = there;
        there = next;
      }
    }

    private void playChurn() {
      if (number == 0 && world.acknowledged(FIRST_KEY).isPresent()) {
        delete(FIRST_KEY);
      }
      int operations = 2 + random.nextInt(6);
      for (int i = 0; i < operations; i++) {
        String key = key();
        if (random.nextBoolean()) {
          delete(key);
        } else {
          put(key, contents.get(plot == Plot.RESCUE ? 0 : random.nextInt(2)));
        }
      }
    }

    /** Families are v/app.zip and lib/tool.zip; keys of two writers differ in versions only. */
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
