package io.deltaglider.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.deltaglider.port.storage.StorageException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsTest {
  private static final Path PAGE = Path.of("..", "docs", "SDK.md");

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final AtomicLong nanos = new AtomicLong();

  @TempDir Path directory;

  private DeltaGliderClient open() {
    return DeltaGlider.client()
        .environment(Map.of())
        .store("memory:")
        .meterRegistry(registry)
        .nanoTime(nanos::get)
        .listener((outcome, took) -> {})
        .build();
  }

  private static byte[] version(int number) {
    byte[] content = new byte[100_000];
    new Random(5).nextBytes(content);
    content[number] ^= 1;
    return content;
  }

  /** Gives a content while the monotonic clock goes on by so much. */
  private ByteArrayInputStream slow(byte[] content, Duration took) {
    return new ByteArrayInputStream(content) {
      private boolean told;

      @Override
      public synchronized int read(byte[] buffer, int offset, int length) {
        if (!told) {
          told = true;
          nanos.addAndGet(took.toNanos());
        }
        return super.read(buffer, offset, length);
      }
    };
  }

  private void useEverything(DeltaGliderClient client) throws IOException {
    client.createBucket("releases");
    for (int number = 0; number < 3; number++) {
      client.upload(
          slow(version(number), Duration.ofMillis(1_500)),
          "s3://releases/v1." + number + "/app.zip",
          UploadOptions.DEFAULT);
    }
    client.upload(
        new ByteArrayInputStream(version(9)),
        "s3://releases/whole.zip",
        UploadOptions.DEFAULT.withoutDelta());
    client.download("s3://releases/v1.1/app.zip", OutputStream.nullOutputStream());
    client.download("s3://releases/v1.2/app.zip", OutputStream.nullOutputStream());
  }

  private double count(String name, String... tags) {
    return registry.get(name).tags(tags).counter().count();
  }

  @Test
  @DisplayName("P-45: durations are what the clock says, in the registry's unit")
  void durationsHaveTheRightUnit() throws IOException {
    try (DeltaGliderClient client = open()) {
      useEverything(client);
    }
    assertThat(
            registry
                .get("deltaglider.put.duration")
                .tag("form", "delta")
                .timer()
                .totalTime(TimeUnit.MILLISECONDS))
        .isEqualTo(3_000);
    assertThat(registry.get("deltaglider.put.duration").tag("form", "reference").timer().count())
        .isEqualTo(1);
    assertThat(
            registry
                .get("deltaglider.get.duration")
                .tag("form", "delta")
                .timer()
                .totalTime(TimeUnit.NANOSECONDS))
        .isZero();
  }

  @Test
  void countsBytesFormsReasonsAndTheCache() throws IOException {
    try (DeltaGliderClient client = open()) {
      useEverything(client);
    }
    assertThat(
            registry
                .get("deltaglider.put.original.bytes")
                .tag("form", "delta")
                .summary()
                .totalAmount())
        .isEqualTo(200_000);
    assertThat(
            registry
                .get("deltaglider.put.stored.bytes")
                .tag("form", "delta")
                .summary()
                .totalAmount())
        .isBetween(100.0, 2_000.0);
    assertThat(registry.get("deltaglider.get.bytes").tag("form", "delta").summary().totalAmount())
        .isEqualTo(200_000);
    assertThat(count("deltaglider.put.fallbacks", "reason", "no delta wanted")).isEqualTo(1);
    assertThat(count("deltaglider.cache.gets", "result", "hit")).isEqualTo(3);
    assertThat(count("deltaglider.cache.hit.bytes")).isEqualTo(300_000);
    assertThat(count("deltaglider.cache.stored.bytes")).isEqualTo(100_000);
  }

  @Test
  void countsRequestsByKindAndOutcome() throws IOException {
    try (DeltaGliderClient client = open()) {
      useEverything(client);
      assertThatExceptionOfType(StorageException.class)
          .isThrownBy(() -> client.objectInfo("s3://releases/nothing"));
    }
    assertThat(count("deltaglider.storage.requests", "operation", "head", "outcome", "no_such_key"))
        .isEqualTo(1);
    assertThat(count("deltaglider.storage.requests", "operation", "create_bucket", "outcome", "ok"))
        .isEqualTo(1);
    // Four objects, the format document, a reference and its two pointers.
    assertThat(count("deltaglider.storage.requests", "operation", "put", "outcome", "ok"))
        .isBetween(8.0, 10.0);
  }

  @Test
  @DisplayName("P-32: the page has every name that there is, and no other")
  void thePageHasEveryName() throws IOException {
    try (DeltaGliderClient client = open()) {
      useEverything(client);
    }
    Set<String> published = new TreeSet<>();
    registry.getMeters().forEach(meter -> published.add(meter.getId().getName()));
    Set<String> documented = new TreeSet<>();
    Pattern.compile("deltaglider\\.(put|get|cache|storage)\\.[a-z.]*[a-z]")
        .matcher(Files.readString(PAGE))
        .results()
        .forEach(match -> documented.add(match.group()));
    assertThat(published).isEqualTo(documented);
  }

  /** A program without metrics. */
  static final class PlainProgram {
    private PlainProgram() {}

    public static void main(String[] arguments) throws IOException {
      try (DeltaGliderClient client = DeltaGlider.inMemoryClient()) {
        client.createBucket("releases");
        client.upload(
            new ByteArrayInputStream(new byte[100_000]),
            "s3://releases/app.zip",
            UploadOptions.DEFAULT);
        System.out.println("stored " + client.list("s3://releases").count());
      }
    }
  }

  @Test
  void withoutARegistryMicrometerNeedNotBeThere() throws Exception {
    String classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(entry -> !entry.contains("micrometer"))
            .collect(Collectors.joining(File.pathSeparator));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx128m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", classPath, PlainProgram.class.getName()));
    Path output = directory.resolve("output.txt");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(Files.readString(output)).contains("stored 1");
    assertThat(process.exitValue()).isZero();
  }
}
