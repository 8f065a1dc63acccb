package io.deltaglider.cli.demo;

import io.deltaglider.cli.CliEnvironment;
import io.deltaglider.cli.ExitCode;
import io.deltaglider.cli.failure.CliException;
import io.deltaglider.cli.failure.Failures;
import io.deltaglider.cli.output.Output;
import io.deltaglider.cli.output.Units;
import io.deltaglider.core.DeltaGlider;
import io.deltaglider.core.get.GetRequest;
import io.deltaglider.core.get.ObjectContent;
import io.deltaglider.core.put.PutOptions;
import io.deltaglider.core.put.PutOutcome;
import io.deltaglider.core.put.PutRequest;
import io.deltaglider.core.verify.BucketStats;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.wiring.DeltaGliderConfig;
import io.deltaglider.wiring.DeltaGliderSession;
import io.deltaglider.wiring.EnvironmentSettings;
import io.deltaglider.wiring.StoreUrl;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * Keeps versions of a file in a temporary archive, shows what each costs, and gets every one back.
 * Not thread-safe.
 */
public final class Demo {
  private static final String BUCKET = "demo";
  private static final int BUFFER_SIZE = 128 * 1024;

  private final CliEnvironment environment;
  private final Output output;
  private final UnaryOperator<PutOptions> options;

  /**
   * Creates a demonstration.
   *
   * @param options changes how objects are stored
   */
  public Demo(CliEnvironment environment, Output output, UnaryOperator<PutOptions> options) {
    this.environment = environment;
    this.output = output;
    this.options = options;
  }

  /**
   * Runs it and removes everything it made.
   *
   * @param files the versions, the oldest first; none for a made-up product
   */
  public void run(List<Path> files) throws IOException {
    for (Path file : files) {
      if (!Files.isRegularFile(file)) {
        throw new CliException(
            ExitCode.NOT_FOUND, "demo", file.toString(), "no such file", "name archives");
      }
    }
    EnvironmentSettings settings = EnvironmentSettings.read(environment.variables());
    Path directory = environment.partialFiles().create(() -> temporary(settings));
    try (DeltaGliderSession session = open(directory, settings)) {
      run(session.deltaGlider(), versions(files, directory));
    } finally {
      environment.partialFiles().delete(directory);
    }
  }

  private static Path temporary(EnvironmentSettings settings) throws IOException {
    String prefix = "deltaglider-demo-";
    if (settings.scratchDirectory().isEmpty()) {
      return Files.createTempDirectory(prefix);
    }
    Path parent = Files.createDirectories(settings.scratchDirectory().get());
    return Files.createTempDirectory(parent, prefix);
  }

  private DeltaGliderSession open(Path directory, EnvironmentSettings settings) throws IOException {
    StoreUrl store = new StoreUrl(StoreUrl.Scheme.FILE, directory.resolve("archive").toString());
    DeltaGliderConfig config =
        DeltaGliderConfig.of(store, settings)
            .withDirectories(directory.resolve("cache"), directory.resolve("scratch"));
    return environment
        .sessions()
        .open(config.withPut(options.apply(config.put())), environment.clock());
  }

  private static List<DemoVersion> versions(List<Path> files, Path directory) throws IOException {
    if (files.isEmpty()) {
      return SampleRelease.write(directory);
    }
    List<DemoVersion> versions = new ArrayList<>();
    for (Path file : files) {
      String label = "v" + (versions.size() + 1);
      versions.add(new DemoVersion(label, label + "/" + file.getFileName(), file));
    }
    return versions;
  }

  private void run(DeltaGlider store, List<DemoVersion> versions) {
    long start = environment.nanoTime().getAsLong();
    store.createBucket(BUCKET);
    for (DemoVersion version : versions) {
      show(version, put(store, version));
    }
    for (DemoVersion version : versions) {
      restore(store, version);
    }
    Duration elapsed = Duration.ofNanos(environment.nanoTime().getAsLong() - start);
    BucketStats stats = store.stats(BUCKET, "");
    output.result(
        String.format(
            Locale.ROOT,
            "%-10s %10s stored %10s (saved %s); all %d restored byte for byte; took %s",
            "total",
            Units.megabytes(stats.logicalBytes().orElseThrow()),
            Units.megabytes(stats.storedBytes()),
            Units.saved(stats.logicalBytes().orElseThrow(), stats.storedBytes()),
            versions.size(),
            Units.duration(elapsed)),
        json -> {
          json.writeStringField("type", "total");
          json.writeNumberField("versions", versions.size());
          json.writeNumberField("size", stats.logicalBytes().orElseThrow());
          json.writeNumberField("storedSize", stats.storedBytes());
          json.writeNumberField("durationMillis", elapsed.toMillis());
        });
  }

  private PutOutcome put(DeltaGlider store, DemoVersion version) {
    return Failures.attempt(
        "demo",
        version.file().toString(),
        () -> {
          try (InputStream content = Files.newInputStream(version.file())) {
            return store.put(PutRequest.of(new ObjectAddress(BUCKET, version.key())), content);
          }
        });
  }

  private void show(DemoVersion version, PutOutcome outcome) {
    String form =
        switch (outcome.form()) {
          case REFERENCE -> "reference";
          case DELTA -> "saved " + Units.saved(outcome.size(), outcome.storedSize());
          case PASSTHROUGH -> "stored whole: " + outcome.reason().orElse("for no reason");
        };
    output.result(
        String.format(
            Locale.ROOT,
            "%-10s %10s stored %10s (%s)",
            version.label(),
            Units.megabytes(outcome.size()),
            Units.megabytes(outcome.storedSize()),
            form),
        json -> {
          json.writeStringField("type", "version");
          json.writeStringField("version", version.label());
          json.writeStringField("key", version.key());
          json.writeNumberField("size", outcome.size());
          json.writeNumberField("storedSize", outcome.storedSize());
          json.writeStringField("form", outcome.form().name().toLowerCase(Locale.ROOT));
        });
  }

  private void restore(DeltaGlider store, DemoVersion version) {
    Failures.attempt(
        "restore",
        version.key(),
        () -> {
          ObjectAddress address = new ObjectAddress(BUCKET, version.key());
          try (ObjectContent content = store.get(GetRequest.of(address));
              InputStream original = Files.newInputStream(version.file())) {
            if (!equal(content.body(), original)) {
              throw new CliException(
                  ExitCode.DAMAGED, "restore", version.key(), "differs from its file", "");
            }
            return version;
          }
        });
  }

  private static boolean equal(InputStream left, InputStream right) throws IOException {
    while (true) {
      byte[] one = left.readNBytes(BUFFER_SIZE);
      if (!Arrays.equals(one, right.readNBytes(BUFFER_SIZE))) {
        return false;
      }
      if (one.length < BUFFER_SIZE) {
        return true;
      }
    }
  }
}
