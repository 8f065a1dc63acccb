package io.deltaglider.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltaglider.testserver.proxy.FaultProxy;
import io.deltaglider.testserver.s3.S3TestServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What listing deltas costs over a network that takes 20 ms for each request. */
final class ListLatencyTest {
  private static final Duration LATENCY = Duration.ofMillis(20);
  private static final int WRITERS = 4;

  @TempDir private Path directory;
  private S3TestServer server;
  private FaultProxy proxy;

  @BeforeEach
  void start() throws IOException {
    server = S3TestServer.start();
    proxy = FaultProxy.start(server.endpoint());
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
    server.close();
  }

  @Test
  @DisplayName("P-21, P-47: a page of 100 deltas is one request, exact sizes one more for each")
  void requestsOfAPage() throws Exception {
    putDeltas(100);
    list(100);
  }

  @Test
  @Tag("nightly")
  @DisplayName("P-21, P-47: 1,000 deltas are listed in 100 ms, with exact sizes in 1.5 s")
  void timeOfAPage() throws Exception {
    putDeltas(1000);
    list(1000); // the first time the classes are loaded

    long[] milliseconds = list(1000);

    System.out.printf(
        "listing 1,000 deltas: %d ms, exact %d ms%n", milliseconds[0], milliseconds[1]);
    assertThat(milliseconds[0]).isLessThanOrEqualTo(100);
    assertThat(milliseconds[1]).isLessThanOrEqualTo(1500);
  }

  private S3Client client(URI endpoint, boolean fetchMetadata) {
    return DropInClients.of(endpoint, directory).fetchMetadata(fetchMetadata).build();
  }

  private void putDeltas(int count) throws Exception {
    ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    try (S3Client client = client(server.endpoint(), false)) {
      client.createBucket(request -> request.bucket(Stage.BUCKET));
      put(client, 0);
      List<Future<?>> puts = new ArrayList<>();
      for (int i = 1; i < count; i++) {
        int number = i;
        puts.add(writers.submit(() -> put(client, number)));
      }
      for (Future<?> each : puts) {
        each.get();
      }
    } finally {
      writers.shutdownNow();
    }
  }

  private static void put(S3Client client, int number) {
    client.putObject(
        request -> request.bucket(Stage.BUCKET).key("v1." + number + "/app.zip"),
        RequestBody.fromBytes(Stage.release(1, number % 20)));
  }

  /**
   * Lists by default, with exact sizes, and with exact sizes again.
   *
   * @return how many milliseconds the first two took
   */
  private long[] list(int count) {
    proxy.delayEach(LATENCY);
    try (S3Client plain = client(proxy.uri(), false);
        S3Client exact = client(proxy.uri(), true)) {
      long[] milliseconds = {timed(plain, count, 1, false), timed(exact, count, 1 + count, true)};
      timed(exact, count, 1, true);
      return milliseconds;
    } finally {
      proxy.delayEach(Duration.ZERO);
    }
  }

  private long timed(S3Client client, int count, int maxRequests, boolean exact) {
    client.headBucket(request -> request.bucket(Stage.BUCKET)); // opens a connection
    proxy.traffic().reset();
    long start = System.nanoTime();
    ListObjectsV2Response page =
        client.listObjectsV2(request -> request.bucket(Stage.BUCKET).prefix("v1."));
    long milliseconds = (System.nanoTime() - start) / 1_000_000;
    assertThat(proxy.traffic().requests()).isBetween(1L, (long) maxRequests);
    assertThat(page.contents()).hasSize(count);
    if (exact) {
      assertThat(page.contents()).extracting(S3Object::size).containsOnly((long) Stage.SIZE);
    } else {
      assertThat(page.contents()).extracting(S3Object::size).allMatch(size -> size < 5000);
    }
    return milliseconds;
  }
}
