package io.deltaglider.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.deltaglider.core.put.PutOutcome;
import io.deltaglider.core.put.PutOutcome.Form;
import io.deltaglider.core.select.DeltaPolicy;
import io.deltaglider.wiring.CacheBackend;
import io.deltaglider.wiring.ConfigurationException;
import io.deltaglider.wiring.LogLevel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

class DeltaGliderBuilderTest {
  @TempDir Path directory;

  private static DeltaGliderBuilder<DeltaGliderClient> memory() {
    return DeltaGlider.client().environment(Map.of()).store("memory:");
  }

  private static byte[] version(int number) {
    byte[] content = new byte[100_000];
    new Random(5).nextBytes(content);
    content[number] ^= 1;
    return content;
  }

  private static UploadSummary put(DeltaGliderClient client, String key, byte[] content)
      throws IOException {
    return client.upload(
        new ByteArrayInputStream(content), "s3://releases/" + key, UploadOptions.DEFAULT);
  }

  @Test
  void inMemoryIsAWholeStoreInOneLine() {
    try (S3Client s3 = DeltaGlider.inMemory()) {
      s3.createBucket(bucket -> bucket.bucket("releases"));
      s3.putObject(o -> o.bucket("releases").key("a"), RequestBody.fromString("hello"));
      assertThat(s3.getObjectAsBytes(o -> o.bucket("releases").key("a")).asUtf8String())
          .isEqualTo("hello");
    }
    try (S3Client another = DeltaGlider.inMemory()) {
      assertThat(another.listBuckets().buckets()).isEmpty();
    }
  }

  @Test
  void theEnvironmentGivesDefaultsAndTheBuilderWins() throws IOException {
    Map<String, String> variables =
        Map.of("DG_STORE", "memory:", "DG_MAX_RATIO", "0.0001", "DG_CACHE_BACKEND", "none");
    try (DeltaGliderClient client = DeltaGlider.client().environment(variables).build()) {
      client.createBucket("releases");
      put(client, "v1.0/app.zip", version(0));
      assertThat(put(client, "v1.1/app.zip", version(1)).operation()).isEqualTo(Form.REFERENCE);
    }
    try (DeltaGliderClient client =
        DeltaGlider.client().environment(variables).maxRatio(0.5).build()) {
      client.createBucket("releases");
      put(client, "v1.0/app.zip", version(0));
      assertThat(put(client, "v1.1/app.zip", version(1)).operation()).isEqualTo(Form.DELTA);
    }
  }

  @Test
  void theClientsPolicyNarrowsTheBuckets() throws IOException {
    DeltaPolicy none =
        new DeltaPolicy(
            Set.of("jar"),
            DeltaPolicy.LEAST_MIN_SIZE,
            DeltaPolicy.DEFAULT.scopes(),
            List.of(),
            List.of());
    try (DeltaGliderClient client = memory().deltaPolicy(none).effort(1).build()) {
      client.createBucket("releases");
      assertThat(put(client, "app.zip", version(0)).operation()).isEqualTo(Form.PASSTHROUGH);
      assertThat(put(client, "app.jar", version(0)).operation()).isEqualTo(Form.REFERENCE);
    }
  }

  @Test
  void theListenerHearsOfEveryPut() throws IOException {
    List<PutOutcome> heard = new ArrayList<>();
    try (DeltaGliderClient client =
        memory().listener((outcome, took) -> heard.add(outcome)).logLevel(LogLevel.OFF).build()) {
      client.createBucket("releases");
      put(client, "app.zip", version(0));
    }
    assertThat(heard)
        .singleElement()
        .satisfies(o -> assertThat(o.form()).isEqualTo(Form.REFERENCE));
  }

  @Test
  @DisplayName(
      "P-32: the cache directory of the builder is the one that is used, encrypted if asked")
  void theCacheIsWhereTheBuilderSays() throws IOException {
    Path cache = directory.resolve("cache");
    try (DeltaGliderClient client =
        DeltaGlider.client()
            .environment(Map.of())
            .store("file:" + directory.resolve("store"))
            .cacheDirectory(cache)
            .cacheSizeMb(100)
            .cacheEncryptionKey("0123456789abcdef".repeat(4))
            .scratchDirectory(directory.resolve("scratch"))
            .scratchSizeMb(100)
            .build()) {
      client.createBucket("releases");
      put(client, "v1.0/app.zip", version(0));
      put(client, "v1.1/app.zip", version(1));
    }
    try (Stream<Path> files = Files.walk(cache)) {
      assertThat(files.map(Path::toString).filter(file -> file.endsWith(".encrypted"))).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "DG_MAX_RATIO, 2",
    "DG_CACHE_BACKEND, tape",
    "DG_STORE, ftp:",
    "AWS_ENDPOINT_URL, nowhere",
    "DG_LOG_LEVEL, loud",
  })
  void valuesOfTheEnvironmentThatCannotBeUsedAreRefused(String name, String value) {
    Map<String, String> variables = Map.of(name, value);
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> DeltaGlider.client().environment(variables).build())
        .satisfies(e -> assertThat(e.setting()).isEqualTo(name));
  }

  @Test
  void valuesOfTheBuilderThatCannotBeUsedAreRefused() {
    assertRefused("effort", () -> memory().effort(10));
    assertRefused("DG_MAX_RATIO", () -> memory().maxRatio(0).build());
    assertRefused("store", () -> memory().store("tape:"));
    assertRefused("endpoint", () -> memory().endpoint(URI.create("ftp://host")));
    assertRefused("endpoint", () -> memory().endpoint(URI.create("http://host")).build());
    assertRefused("profile", () -> memory().profile("me").build());
    assertRefused("project", () -> memory().project("mine").build());
    assertRefused("DG_CACHE_ENCRYPTION_KEY", () -> memory().cacheEncryptionKey("short").build());
    assertRefused("DG_CACHE_SIZE_MB", () -> memory().cacheSizeMb(-1).build());
    assertRefused("DG_SCRATCH_SIZE_MB", () -> memory().scratchSizeMb(-1).build());
    assertRefused(
        "s3Client",
        () -> {
          try (S3Client own = DeltaGlider.inMemory()) {
            DeltaGlider.s3Client().environment(Map.of()).s3Client(own).region("eu-west-1").build();
          }
        });
  }

  private static void assertRefused(String setting, Runnable action) {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(action::run)
        .satisfies(e -> assertThat(e.setting()).isEqualTo(setting));
  }

  @Test
  @DisplayName("P-49: one client serves many threads")
  void oneClientServesManyThreads() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(16);
    try (DeltaGliderClient client = memory().cacheBackend(CacheBackend.MEMORY).build()) {
      client.createBucket("releases");
      CountDownLatch start = new CountDownLatch(1);
      List<Future<Boolean>> results = new ArrayList<>();
      for (int thread = 0; thread < 16; thread++) {
        int number = thread;
        results.add(
            threads.submit(
                () -> {
                  start.await();
                  String key = "v1." + number + "/app.zip";
                  put(client, key, version(number));
                  var out = new ByteArrayOutputStream();
                  client.download("s3://releases/" + key, out);
                  return Arrays.equals(out.toByteArray(), version(number));
                }));
      }
      start.countDown();
      for (Future<Boolean> result : results) {
        assertThat(result.get()).isTrue();
      }
      assertThat(client.list("s3://releases").count()).isEqualTo(16);
    } finally {
      threads.shutdownNow();
    }
  }
}
