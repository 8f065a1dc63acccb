package io.deltaglider.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.deltaglider.adapter.memory.MemoryReferenceCache;
import io.deltaglider.adapter.memory.MemoryScratch;
import io.deltaglider.core.DeltaGlider;
import io.deltaglider.core.Ports;
import io.deltaglider.core.format.DamagedFormatException;
import io.deltaglider.core.multipart.MultipartException;
import io.deltaglider.core.multipart.MultipartOptions;
import io.deltaglider.core.put.PutOptions;
import io.deltaglider.core.reference.ReferenceUnavailableException;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StoragePort;
import io.deltaglider.testserver.proxy.FaultProxy;
import io.deltaglider.testserver.proxy.ProxyFault;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every request of every operation fails in every way that stores and networks have, once and for
 * good. Either the operation succeeds, or it ends in a typed error; nothing is half-written, and no
 * wrong byte is read.
 */
abstract class StoreFaults {
  /** Requests that no operation should exceed; see docs/PERFORMANCE.md, "Requests". */
  private static final int MAX_REQUESTS = 30;

  private static final int MIN_PART_BYTES = 10_000;

  private final ExecutorService executor = Executors.newFixedThreadPool(4);
  private final MemoryScratch scratch = new MemoryScratch(512L << 20, Duration.ZERO);
  private final List<String> combinations = new ArrayList<>();
  private FaultProxy proxy;
  private StoragePort direct;
  private StoragePort faulty;
  private DeltaGlider healthy;

  /** Removes all buckets and returns where the server listens. */
  abstract URI emptyServer();

  /** Returns a client that gives up soon. */
  abstract StoragePort connect(URI endpoint);

  /** Returns SCENARIOS L-40's list in the words of this store. */
  abstract List<ProxyFault> faults();

  /** Returns how many uploads are under way on the server, out of sight of users. */
  abstract int unfinishedUploads();

  @BeforeEach
  void start() throws IOException {
    URI server = emptyServer();
    proxy = FaultProxy.start(server);
    direct = connect(server);
    faulty = connect(proxy.uri());
    healthy = process(direct);
    healthy.createBucket(Stage.BUCKET);
  }

  @AfterEach
  void stop() throws IOException {
    faulty.close();
    direct.close();
    proxy.close();
    executor.shutdownNow();
    assertThat(scratch.usedBytes()).isZero();
    scratch.close();
  }

  private DeltaGlider process(StoragePort store) {
    Ports ports =
        new Ports(
            store,
            new MemoryReferenceCache(64L << 20),
            scratch,
            Clock.systemUTC(),
            System::nanoTime,
            executor,
            Stage::randomId);
    return new DeltaGlider(
        ports, PutOptions.DEFAULT, MultipartOptions.DEFAULT.withMinPartBytes(MIN_PART_BYTES));
  }

  @Test
  @DisplayName("L-40, P-44: each request fails in each way, once")
  void eachRequestFailsOnce() throws IOException {
    for (FaultScenario scenario : FaultScenario.values()) {
      int requests = requests(scenario);
      for (ProxyFault fault : faults()) {
        for (int ordinal = 1; ordinal <= requests; ordinal++) {
          run(scenario, fault, ordinal, 1);
        }
      }
    }
    assertThat(combinations).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(200);
    // An upload whose id never arrived cannot be ended; stores drop such uploads by themselves.
    assertThat(unfinishedUploads())
        .isLessThanOrEqualTo((int) faults().stream().filter(StoreFaults::losesAnAnswer).count());
  }

  @Test
  @Tag("nightly")
  @DisplayName("L-40, P-44: from some request on all fail, until the operation has ended")
  void requestsFailForGood() throws IOException {
    for (FaultScenario scenario : FaultScenario.values()) {
      int requests = requests(scenario);
      for (ProxyFault fault : faults()) {
        // An object that is not there for good is one that was deleted.
        for (int ordinal = 1; ordinal <= requests && !saysMissing(fault); ordinal++) {
          run(scenario, fault, ordinal, Integer.MAX_VALUE);
        }
      }
    }
    assertThat(combinations).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(200);
  }

  private static boolean saysMissing(ProxyFault fault) {
    return fault.toString().contains("404");
  }

  private static boolean losesAnAnswer(ProxyFault fault) {
    return fault.toString().contains("afterwards") || fault.toString().contains("response");
  }

  /** Returns how many requests the operation makes when nothing fails. */
  private int requests(FaultScenario scenario) throws IOException {
    String prefix = "count-" + scenario + "/";
    scenario.prepare(healthy, prefix);
    proxy.traffic().reset();
    scenario.act(process(faulty), prefix);
    scenario.checkAfter(process(direct), prefix, true);
    int requests = (int) proxy.traffic().requests();
    assertThat(requests).as("%s", scenario).isBetween(1, MAX_REQUESTS);
    return requests;
  }

  private void run(FaultScenario scenario, ProxyFault fault, int ordinal, int times)
      throws IOException {
    String combination = scenario + ", request " + ordinal + ": " + fault;
    combinations.add(combination);
    String prefix = "c" + combinations.size() + "/";
    scenario.prepare(healthy, prefix);
    proxy.traffic().reset();
    proxy.fault(times, request -> request.ordinal() >= ordinal, fault);

    Optional<Exception> failure = attempt(scenario, prefix);

    proxy.clearFaults();
    failure.ifPresent(e -> assertTyped(e, combination));
    try {
      scenario.checkAfter(process(direct), prefix, failure.isEmpty());
      scenario.act(process(direct), prefix);
    } catch (RuntimeException | IOException e) {
      fail(combination + " left something broken", e);
    }
    assertThat(scratch.usedBytes()).as(combination).isZero();
    assertThat(healthy.deletePrefix(Stage.BUCKET, prefix, key -> {})).isEmpty(); // frees the heap
  }

  private Optional<Exception> attempt(FaultScenario scenario, String prefix) {
    try {
      scenario.act(process(faulty), prefix);
      return Optional.empty();
    } catch (RuntimeException | IOException e) {
      return Optional.of(e);
    }
  }

  /** A reader of errors can tell what happened without reading messages. */
  private static void assertTyped(Exception e, String combination) {
    boolean typed =
        e instanceof StorageException
            || e instanceof MultipartException
            || e instanceof ReferenceUnavailableException
            || e instanceof DamagedFormatException
            || (e instanceof IOException && e.getCause() instanceof StorageException);
    if (!typed) {
      fail(combination + " ended in an untyped error", e);
    }
    assertThat(e).as(combination).hasMessageContaining(Stage.BUCKET);
  }
}
